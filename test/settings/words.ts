import {vocabularyOf} from '../../source/app/command/vocabulary.ts';
import {parseSettings} from '../../source/settings/parse-settings.ts';
import {usualIntervals} from '../../source/store/session.ts';

/** All words that settings can speak of in the program as it is. */
export const vocabulary = vocabularyOf(usualIntervals);

/** What a file of these lines sets. */
export const parsed = (...lines: readonly string[]) => parseSettings(lines.join('\n'), 'file', vocabulary);
