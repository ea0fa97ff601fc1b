import type {Container} from '../../model/container.ts';
import type {Volume} from '../../model/volume.ts';
import type {EngineState} from '../../store/state.ts';
import type {Condition, View} from '../resource.ts';
import {conditionOfUse, usersBy} from '../users.ts';

// What is mounted of the machine itself begins with a slash, which no volume's name does.
const usersByVolume = usersBy('containers by volume', ({mounts}) => mounts);

/** Containers that were made with a volume, those that run first. */
export const usersOf = ({name}: Volume, state: EngineState): readonly Container[] => usersByVolume(name, state);

/** Glyph, word and tone of a volume. */
export const volumeCondition = (row: Volume, {state}: View): Condition => conditionOfUse(usersOf(row, state), state);

/** What it was made for: a stack, or a project of compose. */
export const ownerOf = ({stack, project}: Pick<Volume, 'stack' | 'project'>): string | undefined => stack ?? project;
