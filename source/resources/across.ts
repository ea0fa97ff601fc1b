import type {Engine} from '../engine/engine.ts';
import {engineKey, engineOf} from '../store/engine-key.ts';
import type {ActionRequest} from '../store/monitor.ts';
import type {EnginePart, EngineState} from '../store/state.ts';
import {draftAcross, keyedLike} from './keyed-like.ts';
import type {Links} from './link.ts';
import {partView} from './remembered.ts';
import type {Column, Destination, Resource, RowFiles, View} from './resource.ts';
import type {Values, Verb} from './verb.ts';

/** Work on a row, in the view of that row's engine. */
const inPart =
	<Row, Rest extends readonly unknown[], Result>(work: (row: Row, view: View, ...rest: Rest) => Result) =>
	(row: Row, view: View, ...rest: Rest): Result =>
		// Whose row it is is looked up where there are several engines: by itself that is a tenth of a frame of 3,000 rows.
		work(row, view.state.parts === undefined ? view : partView(view, engineOf(row)), ...rest);

/** The engine on which a container is, as seen from one of them: another one of its swarm, where it has none such. */
const engineOfContainer = ({parts = []}: EngineState, engine: string, id: string): string => {
	const has = (part: {readonly own: EngineState}): boolean => part.own.tables.containers.rows.has(id);
	return (parts.find(part => part.id === engine && has(part)) ?? parts.find(has))?.id ?? engine;
};

/** The key of a container that a row tells of by its engine's own id. */
const containerKey = (state: EngineState, row: unknown, id: string): string => {
	const engine = engineOf(row);
	return engine === undefined || state.parts === undefined ? id : engineKey(engineOfContainer(state, engine, id), id);
};

/** The part that a row's engine is; undefined where one engine is looked at by itself. */
const partOf = (row: unknown, {parts}: EngineState): EnginePart | undefined => {
	if (parts === undefined) return undefined;
	const engine = engineOf(row);
	return parts.find(({id}) => id === engine);
};

/** The state of a row's own engine. */
export const stateOf = (state: EngineState, row: unknown): EngineState => partOf(row, state)?.seen ?? state;

/** The name of a row's engine; undefined where one engine is looked at by itself. */
export const engineNameOf = (row: unknown, {state}: View): string | undefined => partOf(row, state)?.name;

/** Which engine a row is of; only where several are looked at. */
const engineColumn = <Row>(): Column<Row> => ({
	id: 'engine',
	title: 'ENGINE',
	align: 'left',
	width: 8,
	maxWidth: 24,
	// Addresses differ at their end.
	keepsEnd: true,
	priority: 94,
	cell: (row, view) => ({text: engineNameOf(row, view) ?? ''}),
	isNeeded: ({state}) => state.parts !== undefined,
	order: engineNameOf,
});

const columnAcross = <Row>(column: Column<Row>): Column<Row> => {
	const {order, isNeeded} = column;
	return {
		...column,
		cell: inPart(column.cell),
		...(order === undefined ? {} : {order: inPart(order)}),
		...(isNeeded === undefined
			? {}
			: {
					isNeeded: (view: View) =>
						view.state.parts === undefined
							? isNeeded(view)
							: view.state.parts.some(({id}) => isNeeded(partView(view, id))),
				}),
	};
};

/** Why nothing may be done on a row's engine, where that is so. */
export const readOnlyRefusal = (row: unknown, {state}: View): string | undefined => {
	const part = partOf(row, state);
	return part?.isReadOnly === true ? `${part.name} is read-only` : undefined;
};

/** What a question is prepared with, its requests about keys. */
const preparedAcross =
	<Row>(prepare: NonNullable<Verb<Row>['prepare']>): NonNullable<Verb<Row>['prepare']> =>
	async (row, engine, signal) => {
		const {request, draft, ...prepared} = await prepare(row, engine, signal);
		return {
			...prepared,
			...(request === undefined ? {} : {request: (values: Values) => keyedLike(row, request(values))}),
			...(draft === undefined ? {} : {draft: draftAcross(row, draft)}),
		};
	};

const sessionAcross =
	<Row>(session: NonNullable<Verb<Row>['session']>): NonNullable<Verb<Row>['session']> =>
	(row, values) =>
		keyedLike(row, session(row, values));

/** Whether a word is to be typed before anything that interrupts or destroys on a row's engine. */
export const isStrictFor = (row: unknown, {state}: View): boolean => (partOf(row, state) ?? state).isStrict === true;

const verbAcross = <Row>(verb: Verb<Row>): Verb<Row> => {
	const keyed = (row: Row, view: View, request: ActionRequest): ActionRequest => ({
		...request,
		id: containerKey(view.state, row, request.id),
	});
	const request = inPart((row: Row, view, values: Parameters<Verb<Row>['request']>[1]) =>
		verb.request(row, values, view),
	);
	return {
		...verb,
		refusal: (row, view) => readOnlyRefusal(row, view) ?? verb.refusal(row, partView(view, engineOf(row))),
		reach: inPart(verb.reach),
		...(verb.prepare === undefined ? {} : {prepare: preparedAcross(verb.prepare)}),
		...(verb.session === undefined ? {} : {session: sessionAcross(verb.session)}),
		request(row, values, view) {
			const made = request(row, view, values);
			return 'run' in made ? keyed(row, view, made) : made.map(one => keyed(row, view, one));
		},
	};
};

const destinationOf = (destination: Destination, engine: string | undefined): Destination => {
	if (engine === undefined) return destination;
	if (destination.kind === 'list') return {...destination, scope: {...destination.scope, engine}};
	return destination.kind === 'object' ? {...destination, engine} : destination;
};

/** Links that lead to the row's own engine, or to the one on which a container is. */
const linksAcross =
	<Row>(links: Links<Row>): Links<Row> =>
	(row, view) => {
		const engine = engineOf(row);
		const found = links(row, partView(view, engine));
		return engine === undefined
			? found
			: found.map(link => ({
					...link,
					engine: link.resource === 'containers' ? engineOfContainer(view.state, engine, link.ids[0] ?? '') : engine,
				}));
	};

/** Rows by their engine, in the order in which they come. */
const byEngine = <Row>(rows: readonly Row[]): ReadonlyMap<string | undefined, readonly Row[]> => {
	const groups = new Map<string | undefined, Row[]>();
	for (const row of rows) {
		const group = groups.get(engineOf(row));
		if (group === undefined) groups.set(engineOf(row), [row]);
		else group.push(row);
	}
	return groups;
};

/** Files of rows, each on its own engine. */
const filesAcross = <Row>(files: RowFiles<Row>): RowFiles<Row> => {
	const {refusal, copyIn, detour} = files;
	return {
		...files,
		...(refusal === undefined ? {} : {refusal: inPart(refusal)}),
		copyOut: (from, to) => verbAcross(files.copyOut(from, to)),
		...(copyIn === undefined ? {} : {copyIn: (from: string, to: string) => verbAcross(copyIn(from, to))}),
		...(detour === undefined
			? {}
			: {
					detour: {
						refusal: readOnlyRefusal,
						async prepare(row: Row, engine: Engine, signal: AbortSignal) {
							const found = await detour.prepare(row, engine, signal);
							return found === undefined || 'refusal' in found ? found : {...found, files: filesAcross(found.files)};
						},
					},
				}),
	};
};

/** Lists of names that the engine tells, each the members of which it has. */
const membersAcross = <Row>(resource: Resource<Row>) => {
	const {standing, usageShare, shell, logs, logPrefix, ending, areReasonsKnown, facts, addresses, readings, files} =
		resource;
	const {course} = resource;
	return {
		...(standing === undefined
			? {}
			: {
					standing: (rows: readonly Row[], view: View) =>
						view.state.parts === undefined
							? standing(rows, view)
							: [...byEngine(rows)].flatMap(([engine, own]) => standing(own, partView(view, engine))),
				}),
		...(resource.links === undefined ? {} : {links: linksAcross(resource.links)}),
		...(course === undefined ? {} : {course: {...course, sections: inPart(course.sections)}}),
		...(usageShare === undefined
			? {}
			: {usageShare: (row: Row, state: EngineState) => usageShare(row, stateOf(state, row))}),
		...(shell === undefined
			? {}
			: {
					shell(row: Row, view: View) {
						const refusal = readOnlyRefusal(row, view);
						if (refusal !== undefined) return {refusal};
						const found = shell(row, partView(view, engineOf(row)));
						return 'id' in found ? {id: containerKey(view.state, row, found.id)} : found;
					},
				}),
		...(addresses === undefined ? {} : {addresses: inPart(addresses)}),
		...(files === undefined ? {} : {files: filesAcross(files)}),
		...(readings === undefined
			? {}
			: {
					readings: readings.map(({refusal, ...reading}) => ({
						...reading,
						...(refusal === undefined ? {} : {refusal: inPart(refusal)}),
					})),
				}),
		...(logs === undefined
			? {}
			: {
					logs: (row: Row) => logs(row).map(log => keyedLike(row, log)),
				}),
		...(ending === undefined
			? {}
			: {
					ending(row: Row, view: View) {
						const found = ending(row, partView(view, engineOf(row)));
						return found === undefined ? undefined : {...found, target: keyedLike(row, found.target)};
					},
				}),
		...(logPrefix === undefined
			? {}
			: {
					logPrefix: (line: Parameters<typeof logPrefix>[0], view: View) =>
						view.state.parts === undefined
							? logPrefix(line, view)
							: view.state.parts
									.map(({id}) => logPrefix(line, partView(view, id)))
									.find(prefix => prefix !== undefined),
				}),
		...(areReasonsKnown === undefined
			? {}
			: {
					areReasonsKnown: (state: EngineState) =>
						state.parts === undefined ? areReasonsKnown(state) : state.parts.every(({seen}) => areReasonsKnown(seen)),
				}),
		facts: (row: Row, view: View) => {
			const engine = engineNameOf(row, view);
			return {...(engine === undefined ? {} : {engine}), ...facts?.(row, partView(view, engineOf(row)))};
		},
	};
};

/**
 * A kind for one engine or several: of several, each row is looked at in the view of its own engine, and its identity is a
 * key with that engine's id in it. The kind itself knows one engine only.
 */
export const across = <Row>(resource: Resource<Row>): Resource<Row> => {
	const [name, state, ...others] = resource.columns.map(columnAcross);
	return {
		...resource,
		...membersAcross(resource),
		// Asked of each row at each frame: nothing is made for it.
		identity: row => {
			const engine = engineOf(row);
			const id = resource.identity(row);
			return engine === undefined ? id : engineKey(engine, id);
		},
		copied: resource.copied ?? resource.identity,
		shortId: resource.shortId ?? (row => resource.identity(row).slice(0, 12)),
		toldAs: resource.toldAs ?? (row => [`${resource.table.id} ${resource.identity(row)}`]),
		columns: [name, state, engineColumn<Row>(), ...others].filter(column => column !== undefined),
		fields: [...resource.fields, 'engine'],
		field: (row, field, view) => {
			if (field !== 'engine') return resource.field(row, field, partView(view, engineOf(row)));
			const engine = engineNameOf(row, view) ?? view.state.info?.name ?? view.state.host;
			return [engine];
		},
		condition: inPart(resource.condition),
		urgency: inPart(resource.urgency),
		isFaulty: inPart(resource.isFaulty),
		isRunning: inPart(resource.isRunning),
		reason: inPart(resource.reason),
		explain: inPart(resource.explain),
		details: inPart(resource.details),
		enter: row => destinationOf(resource.enter(row), engineOf(row)),
		verbs: resource.verbs.map(verbAcross),
		usedContainers: (row, given) =>
			given.parts === undefined
				? resource.usedContainers(row, given)
				: resource.usedContainers(row, stateOf(given, row)).map(id => containerKey(given, row, id)),
		emptyReason: given => resource.emptyReason(given.parts?.[0]?.own ?? given),
	};
};
