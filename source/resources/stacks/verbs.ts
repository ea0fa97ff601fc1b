import type {AwaitedState} from '../../engine/await-container.ts';
import type {Container} from '../../model/container.ts';
import type {Stack} from '../../model/stack.ts';
import type {Service} from '../../model/swarm.ts';
import type {ActionRequest} from '../../store/monitor.ts';
import {isUp, request} from '../containers/request.ts';
import {restart as restartContainer, stopOrStart} from '../containers/verbs.ts';
import type {View} from '../resource.ts';
import {remove as removeService, restart as restartService} from '../services/verbs.ts';
import {requestsIn, type Values, type Verb} from '../verb.ts';
import {inTurn} from './order.ts';
import {containersOf, servicesOf} from './parts.ts';

/** Names, and warnings of parts, before the rest is counted: a question has to be whole on the screen. */
const mostNames = 8;
const mostWarnings = 6;

/** What compose ran once, as `compose run` does, it neither starts nor restarts. */
const isOnce = ({labels}: Container): boolean => labels['com.docker.compose.oneoff']?.toLowerCase() === 'true';

/** A group is asked about by what it is. */
const questionOf =
	(label: (row: Stack) => string) =>
	(rows: readonly Stack[]): string => {
		const [first, ...others] = rows;
		if (first === undefined) return '';
		const noun = first.kinds.includes('stack') ? 'stack' : 'project';
		return others.length === 0
			? `${label(first)} ${noun} ${first.name}?`
			: `${label(first)} ${rows.map(({name}) => name).join(', ')}?`;
	};

/** The parts of a row that a verb can be done to, with what else that touches. */
type Willing = {readonly name: string; readonly reach: readonly string[]};

const willingOf = <Part extends {readonly name: string}>(
	verb: Verb<Part>,
	parts: readonly Part[],
	view: View,
): readonly Part[] => parts.filter(part => verb.refusal(part, view) === undefined);

const reachesOf = <Part extends {readonly name: string}>(
	verb: Verb<Part>,
	parts: readonly Part[],
	view: View,
): readonly Willing[] => parts.map(part => ({name: part.name, reach: verb.reach(part, view)}));

/** `stops 2 containers: db, web`, and what that touches, part by part. */
const told = (does: string, what: string, parts: readonly Willing[]): readonly string[] => {
	if (parts.length === 0) return [];
	const names = parts.slice(0, mostNames).map(({name}) => name);
	const rest = parts.length - names.length;
	const warnings = parts.flatMap(({name, reach}) => reach.map(line => `${name}: ${line}`));
	const unsaid = warnings.length - mostWarnings;
	return [
		`${does} ${parts.length} ${what}${parts.length === 1 ? '' : 's'}: ${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
		...warnings.slice(0, mostWarnings),
		...(unsaid > 0 ? [`and ${unsaid} more such things`] : []),
	];
};

const stopped = (row: Stack, view: View): readonly Container[] => {
	const does = stopLabel(row);
	return willingOf(stopOrStart, containersOf(row, view), view).filter(
		part => stopOrStart.label(part) === does && (does === 'stop' || !isOnce(part)),
	);
};

/** A start that is through only when the container is as others need it. */
const untilSo = (start: ActionRequest, awaited: AwaitedState | undefined): ActionRequest =>
	awaited === undefined
		? start
		: {
				...start,
				async run(engine, signal, tell) {
					const outcome = await start.run(engine, signal, tell);
					tell(awaited === 'healthy' ? 'waiting until it is healthy' : 'waiting until it has ended');
					await engine.containers.awaited(start.id, awaited, signal);
					return outcome;
				},
			};

const stopLabel = ({containers, hasContainersUp}: Stack): string =>
	containers.length > 0 && !hasContainersUp ? 'start' : 'stop';

const stop: Verb<Stack> = {
	id: 'stop',
	key: 'S',
	words: [{word: 'stop'}, {word: 'start'}],
	help: 'stop all containers of a project, or start them where none is up, in the order of what needs what',
	label: stopLabel,
	question: questionOf(stopLabel),
	danger: 'interrupts',
	refusal: (row, view) => {
		if (stopped(row, view).length > 0) return undefined;
		return row.services.length > 0 && row.containers.length === 0
			? 'services are not stopped: scale them to 0, or remove the stack'
			: 'it has no container that this can be done to';
	},
	reach: (row, view) => told(`${stopLabel(row)}s`, 'container', reachesOf(stopOrStart, stopped(row, view), view)),
	undo: row => ({
		does: stopLabel(row) === 'stop' ? 'start' : 'stop',
		values: {},
		expects: {},
		title: `${stopLabel(row)} ${row.name}`,
		back: stopLabel(row) === 'stop' ? 'is started again' : 'is stopped again',
	}),
	request: (row, values, view) =>
		stopLabel(row) === 'stop'
			? inTurn(row.id, stopped(row, view), 'stop').flatMap(({part, turn}) =>
					requestsIn(stopOrStart.request(part, values, view)).map(made => ({...made, turn})),
				)
			: inTurn(row.id, stopped(row, view), 'start').flatMap(({part, turn, awaited}) =>
					requestsIn(stopOrStart.request(part, values, view)).map(made => ({...untilSo(made, awaited), turn})),
				),
};

const restarted = (
	row: Stack,
	view: View,
): {readonly services: readonly Service[]; readonly containers: readonly Container[]} => ({
	services: willingOf(restartService, servicesOf(row, view), view),
	containers: willingOf(restartContainer, containersOf(row, view), view).filter(part => !isOnce(part)),
});

const restart: Verb<Stack> = {
	id: 'restart',
	key: 'R',
	help: 'restart all containers of a project; a rolling restart of all services of a stack',
	label: () => 'restart',
	question: questionOf(() => 'restart'),
	danger: 'interrupts',
	refusal: (row, view) => {
		const {services, containers} = restarted(row, view);
		return services.length + containers.length > 0 ? undefined : 'it has nothing that can be restarted';
	},
	reach: (row, view) => {
		const {services, containers} = restarted(row, view);
		return [
			...told('restarts', 'service', reachesOf(restartService, services, view)),
			...told('restarts', 'container', reachesOf(restartContainer, containers, view)),
		];
	},
	request: (row, values, view) => {
		const {services, containers} = restarted(row, view);
		return [
			...services.flatMap(part => restartService.request(part, values, view)),
			// As compose does: each in place, and what others follow before them.
			...inTurn(row.id, containers, 'restart').flatMap(({part, turn}) =>
				requestsIn(restartContainer.request(part, values, view)).map(made => ({...made, turn})),
			),
		];
	},
};

/** Containers that compose made, which it takes down; those of tasks go with their services. */
const removedOf = (row: Stack, view: View): readonly Container[] =>
	containersOf(row, view).filter(({project, taskId}) => project === row.name && taskId === undefined);

/** What compose does when it takes a project down, to one of its containers: its volumes stay. */
const removal = (part: Container): ActionRequest =>
	request(
		part,
		{pending: isUp(part) ? 'stopping' : 'removing', done: 'removed', verb: 'remove', already: 'is gone already'},
		async (engine, signal, tell) => {
			if (isUp(part)) await engine.containers.stop(part.id, signal);
			tell('removing');
			return engine.containers.remove(part.id, {force: true, volumes: false}, signal);
		},
	);

/** What is left of a group once its parts are gone. */
const leavings = (
	{id, name}: Stack,
	what: string,
	after: readonly string[],
	run: ActionRequest['run'],
): ActionRequest => ({
	id,
	name: `what ${name} leaves`,
	past: 'removed',
	pending: 'removing',
	done: `removed ${what} of ${name}`,
	already: `${name} had no ${what}`,
	failed: `could not remove all that ${name} leaves`,
	run,
	turn: {step: `${id}/`, after},
});

const servicesRemoval = (row: Stack, values: Values, view: View): readonly ActionRequest[] => {
	const parts = servicesOf(row, view);
	const turn = {step: `${row.id}/services`, after: []};
	if (parts.length === 0) return [];
	return [
		...parts.flatMap(part => requestsIn(removeService.request(part, values, view)).map(made => ({...made, turn}))),
		leavings(row, 'secrets, configs or networks', [turn.step], (engine, signal) =>
			engine.stacks.removeRest(row.name, signal),
		),
	];
};

const containersRemoval = (row: Stack, view: View): readonly ActionRequest[] => {
	const parts = inTurn(row.id, removedOf(row, view), 'stop');
	if (parts.length === 0) return [];
	return [
		...parts.map(({part, turn}) => ({...removal(part), turn})),
		leavings(
			row,
			'networks',
			parts.map(({turn}) => turn.step),
			(engine, signal) => engine.stacks.removeNetworks(row.name, signal),
		),
	];
};

const remove: Verb<Stack> = {
	id: 'remove',
	key: 'D',
	words: [{word: 'rm', does: 'remove'}],
	help: 'remove a stack or project: its services and containers, then its secrets, configs and networks',
	label: () => 'remove',
	question: questionOf(() => 'remove'),
	danger: 'destroys',
	refusal: (row, view) =>
		servicesOf(row, view).length + removedOf(row, view).length > 0
			? undefined
			: 'only a manager can remove its services',
	reach: (row, view) => [
		...told('removes', 'service', reachesOf(removeService, servicesOf(row, view), view)),
		...(servicesOf(row, view).length > 0 ? ['then its secrets, configs and networks; volumes stay'] : []),
		...told(
			'stops and removes',
			'container',
			removedOf(row, view).map(({name}) => ({name, reach: []})),
		),
		...(removedOf(row, view).length > 0
			? ['what was written inside containers is lost', 'then its networks; volumes stay']
			: []),
	],
	// As many things go at once, no key held too long may do it.
	fields: row => [{kind: 'word', id: 'word', title: `Type ${row.name}`, word: row.name}],
	request: (row, values, view) => [...servicesRemoval(row, values, view), ...containersRemoval(row, view)],
};

/** What can be done to stacks and projects: by what is done to each of their parts. */
export const stackVerbs: ReadonlyArray<Verb<Stack>> = [stop, restart, remove];
