import type {Service} from '../../model/swarm.ts';
import type {TaskFile} from '../../model/task-file.ts';
import type {EngineState} from '../../store/state.ts';
import {joinOf} from '../join.ts';
import type {Condition, View} from '../resource.ts';
import {listed} from '../users.ts';

/** A service whose tasks get a file, and where they find it. */
export type FileUser = {readonly service: Service; readonly target: string | undefined};

/** Which of the two lists of a service is meant. */
export type FileList = 'secrets' | 'configs';

const usersIn = (list: FileList) =>
	joinOf(`services by ${list}`, (rows: EngineState['tables']['services']['rows']) => {
		const users = new Map<string, FileUser[]>();
		for (const service of [...rows.values()].sort((a, b) => (a.name < b.name ? -1 : 1)))
			for (const {id, target} of service[list] ?? []) users.set(id, [...(users.get(id) ?? []), {service, target}]);
		return users;
	});

const usersOfList = {secrets: usersIn('secrets'), configs: usersIn('configs')};

/** The services whose tasks get it, by name; one that gets it at two places stands twice. */
export const fileUsers = (list: FileList, {id}: Pick<TaskFile, 'id'>, {tables}: EngineState): readonly FileUser[] =>
	usersOfList[list](tables.services.rows).get(id) ?? [];

/** Names of the services that use it, each once. */
export const userNames = (list: FileList, row: Pick<TaskFile, 'id'>, state: EngineState): readonly string[] => [
	...new Set(fileUsers(list, row, state).map(({service}) => service.name)),
];

/** `service web uses it`, `services api and web use it`; undefined where nobody does. */
export const useText = (names: readonly string[]): string | undefined =>
	names.length === 0
		? undefined
		: names.length === 1
			? `service ${names[0]} uses it`
			: `services ${listed(names)} use it`;

/** Glyph, word and tone of one. */
export const fileCondition =
	(list: FileList) =>
	(row: TaskFile, {state}: View): Condition => {
		if (fileUsers(list, row, state).length > 0) return {glyph: '●', word: 'in use', tone: 'good'};
		return {glyph: '○', word: state.tables.services.at === undefined ? 'unknown' : 'unused', tone: 'quiet'};
	};
