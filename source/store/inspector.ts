import type {ObjectKind} from '../engine/engine.ts';
import type {EngineEvent} from '../model/event.ts';
import {withExactRow} from './exact-row.ts';
import {childController} from './pause.ts';
import type {Poller} from './poller.ts';
import {startPoller} from './poller.ts';
import type {Session} from './session.ts';
import type {Inspected} from './state.ts';

type Subject = {readonly kind: ObjectKind; readonly id: string; readonly processes: boolean};

/** Keeps the object whose page is open fresh. */
export type Inspector = {
	interestChanged(): void;
	event(event: EngineEvent): void;
	/** An action on this object was answered. */
	touched(id: string): void;
};

const isSame = (one: Subject | undefined, other: Subject | undefined) =>
	one?.kind === other?.kind && one?.id === other?.id && one?.processes === other?.processes;

export const startInspector = (session: Session, signal: AbortSignal): Inspector => {
	const {engine, publisher, intervals} = session;
	let subject: Subject | undefined = session.interest()?.inspect;
	let controller: AbortController | undefined;
	let poller: Poller | undefined;

	const put = (about: Subject, change: (before: Inspected) => Inspected) =>
		publisher.update(state => {
			const {kind, id} = about;
			const before = state.inspected;
			return {...state, inspected: change(before?.kind === kind && before.id === id ? before : {kind, id})};
		});

	const read = async (about: Subject, own: AbortSignal) => {
		try {
			const answer =
				about.kind === 'container'
					? await engine.container(about.id, own).then(details => ({details, raw: details.raw}))
					: {raw: await engine.inspect(about.kind, about.id, own)};
			if (own.aborted) return;
			session.heard();
			put(about, ({fault: _, ...before}) => ({...before, ...answer, at: session.now()}));
			if ('details' in answer) publisher.update(state => withExactRow(state, answer.details));
		} catch (error) {
			if (own.aborted) return;
			const fault = session.fault(error);
			put(about, before => ({...before, fault}));
		}
	};
	const readProcesses = async (about: Subject, own: AbortSignal) => {
		try {
			const processes = await engine.processes(about.id, own);
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
		if (about === undefined) {
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
			() => read(about, own),
			() => intervals.inspect,
			own,
		);
		if (about.processes && about.kind === 'container') {
			startPoller(
				() => readProcesses(about, own),
				() => intervals.processes,
				own,
			);
		}
	};
	const interestChanged = () => {
		const next = session.interest()?.inspect;
		if (isSame(subject, next)) return;
		subject = next;
		begin();
	};
	begin();

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
