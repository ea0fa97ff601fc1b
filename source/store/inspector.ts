import type {EngineEvent} from '../model/event.ts';
import {childController} from './pause.ts';
import type {Poller} from './poller.ts';
import {startPoller} from './poller.ts';
import {readEnding} from './read-ending.ts';
import type {Session} from './session.ts';
import type {Inspected} from './state.ts';
import type {AnyTableSource} from './table-source.ts';

type Processes = NonNullable<AnyTableSource['processes']>;

type Subject = {readonly table: string; readonly id: string; readonly processes: boolean};

/** Keeps the object whose page is open fresh. */
export type Inspector = {
	interestChanged(): void;
	event(event: EngineEvent): void;
	/** An action on this object was answered. */
	touched(id: string): void;
};

const isSame = (one: Subject | undefined, other: Subject | undefined) =>
	one?.table === other?.table && one?.id === other?.id && one?.processes === other?.processes;

export const startInspector = (session: Session, signal: AbortSignal): Inspector => {
	const {engine, publisher, intervals} = session;
	let subject: Subject | undefined = session.interest()?.inspect;
	let controller: AbortController | undefined;
	let poller: Poller | undefined;
	let endings: AbortController | undefined;
	let endingKey: string | undefined;

	const put = (about: Subject, change: (before: Inspected) => Inspected) =>
		publisher.update(state => {
			const {table, id} = about;
			const before = state.inspected;
			return {...state, inspected: change(before?.table === table && before.id === id ? before : {table, id})};
		});

	const read = async (about: Subject, source: AnyTableSource, own: AbortSignal) => {
		try {
			const {apply, ...answer} = await source.inspect(engine, about.id, own, publisher.state());
			if (own.aborted) return;
			session.heard();
			put(about, ({fault: _, ...before}) => ({...before, ...answer, at: session.now()}));
			if (apply !== undefined) publisher.update(apply);
		} catch (error) {
			if (own.aborted) return;
			const fault = session.fault(error);
			put(about, before => ({...before, fault}));
		}
	};
	const readProcesses = async (about: Subject, ask: Processes, own: AbortSignal) => {
		try {
			const processes = await ask(engine, about.id, own);
			if (!own.aborted) put(about, before => ({...before, processes}));
		} catch (error) {
			if (own.aborted) return;
			// Most of the time it says that the container does not run: then there are none to show.
			session.fault(error);
			put(about, ({processes: _, ...before}) => before);
		}
	};

	const begin = () => {
		controller?.abort();
		controller = undefined;
		poller = undefined;
		const about = subject;
		const source = session.tables.find(({id}) => id === about?.table);
		if (about === undefined || source === undefined) {
			publisher.update(state => {
				const {inspected, ...rest} = state;
				return inspected === undefined ? state : rest;
			});
			return;
		}
		put(about, before => before);
		controller = childController(signal);
		const own = controller.signal;
		poller = startPoller(
			() => read(about, source, own),
			() => intervals.inspect,
			own,
		);
		const {processes} = source;
		if (about.processes && processes !== undefined) {
			startPoller(
				() => readProcesses(about, processes, own),
				() => intervals.processes,
				own,
			);
		}
	};
	/** The end of a log is read once for each end that it tells of, whatever else of its object is read anew. */
	const followEnding = () => {
		const about = session.interest()?.inspect;
		const key = about?.ending === undefined ? undefined : JSON.stringify([about.table, about.id, about.ending]);
		if (key === endingKey) return;
		endingKey = key;
		endings?.abort();
		endings = undefined;
		if (about?.ending === undefined) return;
		endings = childController(signal);
		const own = endings.signal;
		void readEnding(engine, about.ending.target, own).then(
			lines => own.aborted || put(about, before => ({...before, ending: {lines}})),
			(error: unknown) =>
				own.aborted || put(about, before => ({...before, ending: {lines: [], fault: session.fault(error)}})),
		);
	};
	const interestChanged = () => {
		const next = session.interest()?.inspect;
		if (!isSame(subject, next)) {
			subject = next;
			begin();
		}
		followEnding();
	};
	begin();
	followEnding();

	const touched = (id: string) => {
		if (subject?.id === id) poller?.poke();
	};
	return {
		interestChanged,
		touched,
		event(event) {
			if (!event.action.startsWith('exec_') && event.action !== 'top') touched(event.id);
		},
	};
};
