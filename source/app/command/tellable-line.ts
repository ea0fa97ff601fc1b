import {ofAllKinds} from '../../resources/registry.ts';
import type {View} from '../../resources/resource.ts';
import {rowsOf} from '../../resources/rows.ts';
import type {Field} from '../../resources/verb.ts';
import {commandWord, generalCalled, verbCalled} from './command-words.ts';

/** Names of values that nobody shall read: `DB_PASSWORD=`, `--token `, `api-key:`. */
const secretName =
	/(?:pass(?:word|wd|phrase)?|secret|token|credentials?|(?:api|access|private)[-_]?key)\w*["']?(?:\s*[=:]|\s+\S)/i;

/** An address with a password in it. */
const passwordInAddress = /\/\/[^\s/:@]+:[^\s/@]+@/;

const isHidden = (field: Field): boolean => field.kind === 'text' && field.isHidden?.('x') === true;

/** Whether a verb asks for what nobody shall read: of the kind that is named next, else of any that has it. */
const asksForSecrets = (word: string, next: string | undefined, view: View): boolean => {
	const called = generalCalled(word);
	const named = called.filter(({kind}) => next !== undefined && kind.words.includes(next.toLowerCase()));
	if (called.length > 0)
		return (named.length > 0 ? named : called).some(({verb}) => verb.fields?.(view).some(isHidden) === true);
	return ofAllKinds(resource => {
		const fields = verbCalled(resource, word)?.verb.fields;
		const [row] = fields === undefined ? [] : rowsOf(resource, view.state);
		// Without a row it cannot be told what it would ask for.
		return fields !== undefined && (row === undefined || fields(row).some(isHidden));
	}).includes(true);
};

/**
 * Whether a line that was typed may be kept where it can be read later: not if it may hold a password, and not if it
 * begins with a blank, as shells have it. `view` is given for a command, whose verb may ask for secrets.
 */
export const isTellable = (typed: string, view: View | undefined): boolean => {
	const [first = '', ...words] = typed.trimEnd().split(/\s+/);
	const values = view === undefined ? typed : words.join(' ');
	if (first === '' || passwordInAddress.test(typed) || secretName.test(values)) return false;
	if (view === undefined || words.length === 0) return true;
	const command = commandWord(first, false);
	return 'fault' in command || command.kind !== 'verb' || !asksForSecrets(command.word, words[0], view);
};
