import type {Container} from '../model/container.ts';
import type {Line, Span} from '../model/tone.ts';
import type {EngineState} from '../store/state.ts';
import {unknown} from './cell.ts';
import {statusText} from './containers/columns.ts';
import {containerCondition} from './containers/condition.ts';
import {joinOf} from './join.ts';
import type {Condition, View} from './resource.ts';

/** Whether the engine holds on to what it uses: what is paused or waits to be started again runs as well. */
export const isUp = ({state}: Container): boolean => ['running', 'paused', 'restarting'].includes(state);

type Containers = EngineState['tables']['containers']['rows'];

/** What runs first, then by name. */
export const inOrder = (a: Container, b: Container): number =>
	Number(isUp(b)) - Number(isUp(a)) || (a.name < b.name ? -1 : Number(a.name > b.name));

/**
 * Containers by what they tell of themselves, as which volumes they use: those that run first, then by name. The name is
 * the join's.
 */
export const usersBy = (
	name: string,
	usedBy: (container: Container) => readonly string[],
): ((key: string, state: EngineState) => readonly Container[]) => {
	const usersIn = joinOf(name, (rows: Containers): ReadonlyMap<string, readonly Container[]> => {
		const groups = new Map<string, Container[]>();
		for (const container of [...rows.values()].sort(inOrder)) {
			for (const key of new Set(usedBy(container))) {
				const group = groups.get(key);
				if (group === undefined) groups.set(key, [container]);
				else group.push(container);
			}
		}
		return groups;
	});
	return (key, {tables}) => usersIn(tables.containers.rows).get(key) ?? [];
};

/** Names, the first few of them: `web, api and 3 more`. */
export const listed = (names: readonly string[], most = 3): string => {
	const shown = names.slice(0, most);
	const more = names.length - shown.length;
	if (more > 0) return `${shown.join(', ')} and ${more} more`;
	const last = shown.at(-1) ?? '';
	return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
};

/** Names of containers, the first few of them. */
export const namesOf = (containers: readonly Container[]): string => listed(containers.map(({name}) => name));

/** Names of the services that containers are tasks of, each once. */
export const serviceNamesOf = (containers: readonly Container[]): readonly string[] => [
	...new Set(containers.map(({serviceName}) => serviceName).filter(name => name !== undefined)),
];

/** Names of the users, with how many where it is more than one. */
export const usersText = (users: readonly Container[], {tables}: EngineState): Span => {
	if (users.length === 0) return tables.containers.at === undefined ? unknown : {text: ''};
	const names = users.map(({name}) => name).join(', ');
	return {
		text: users.length === 1 ? names : `${users.length}: ${names}`,
		...(users.some(isUp) ? {} : {tone: 'quiet'}),
	};
};

/** Glyph, word and tone of what is there to be used. Nothing is wrong with what nobody uses: `free` is the word for that. */
export const conditionOfUse = (users: readonly Container[], {tables}: EngineState, free = 'unused'): Condition => {
	if (users.some(isUp)) return {glyph: '●', word: 'in use', tone: 'good'};
	if (users.length > 0) return {glyph: '○', word: 'idle', tone: 'quiet'};
	return {glyph: '○', word: tables.containers.at === undefined ? 'unknown' : free, tone: 'quiet'};
};

/** A user as a line of a page, with how it stands and what is told of it besides. */
export const userLine = (container: Container, view: View, besides = ''): Line => {
	const {glyph, tone} = containerCondition(container, view);
	return [
		{text: `${glyph} `, tone},
		{text: container.name},
		{text: `  ${besides === '' ? '' : `${besides}  `}${statusText(container, view)}`, tone: 'quiet'},
	];
};
