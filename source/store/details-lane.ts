import type {Container, ContainerDetails} from '../model/container.ts';
import {withExactRow} from './exact-row.ts';
import type {Session} from './session.ts';
import type {Death} from './state.ts';

/** Inspects the containers whose row does not tell why they are as they are. */
export type DetailsLane = {
	/** The rows or the ends of containers changed. */
	follow(): void;
};

/** Containers that are looked at; of more, those that were made last. */
const mostContainers = 50;
const atOnce = 2;
/** One that has run for so long, ms, has come up well; a restart loop keeps its containers younger. */
const young = 120_000;

/** Whether its row leaves something to be asked: why it failed, how often it was restarted, what its probe says. */
const isPuzzling = (row: Container, now: number): boolean => {
	switch (row.state) {
		case 'created':
		case 'restarting':
		case 'dead':
			return true;
		case 'exited':
			return row.exitCode !== 0;
		case 'running':
			return row.health === 'unhealthy' || (row.since !== undefined && now - row.since < young);
		default:
			return false;
	}
};

/** What an answer is about: the same as long as asking again would tell nothing new. */
const chapterOf = (row: Container, deaths: readonly Death[] | undefined): string =>
	[row.state, row.exitCode, row.health, deaths?.length ?? 0, deaths?.at(-1)?.at].join(' ');

/** Starts the lane; what it knows is put into `details` of the state. */
export const startDetailsLane = (session: Session, signal: AbortSignal): DetailsLane => {
	const {engine, publisher} = session;
	/** By id, the chapter that was asked for last. */
	const asked = new Map<string, string>();
	const known = new Map<string, ContainerDetails>();
	const waiting = new Map<string, string>();
	let running = 0;

	const publish = (): void => publisher.update(state => ({...state, details: new Map(known)}));

	const ask = async (id: string): Promise<void> => {
		try {
			const details = await engine.containers.inspect(id, signal);
			if (signal.aborted || !asked.has(id)) return;
			known.set(id, details);
			publisher.update(state => withExactRow({...state, details: new Map(known)}, details));
		} catch (error) {
			// It may be gone by now; its next chapter asks again.
			if (!signal.aborted) session.fault(error);
		}
	};

	const work = (): void => {
		while (running < atOnce && !signal.aborted) {
			const next = waiting.keys().next().value;
			if (next === undefined) return;
			waiting.delete(next);
			running++;
			void ask(next).finally(() => {
				running--;
				work();
			});
		}
	};

	const follow = (): void => {
		const {containers} = publisher.state().tables;
		const deaths = session.deaths();
		const now = session.now();
		const puzzling = [...containers.rows.values()]
			.filter(row => isPuzzling(row, now) || deaths.has(row.id))
			.sort((a, b) => (b.createdAt ?? 0) - (a.createdAt ?? 0))
			.slice(0, mostContainers);
		const ids = new Set(puzzling.map(row => row.id));
		let isFewer = false;
		for (const id of [...asked.keys()]) {
			if (ids.has(id)) continue;
			asked.delete(id);
			waiting.delete(id);
			isFewer = known.delete(id) || isFewer;
		}
		if (isFewer) publish();
		for (const row of puzzling) {
			const chapter = chapterOf(row, deaths.get(row.id));
			if (asked.get(row.id) === chapter) continue;
			asked.set(row.id, chapter);
			waiting.set(row.id, chapter);
		}
		work();
	};

	return {follow};
};
