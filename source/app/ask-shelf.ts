import type {Monitor} from '../store/monitor.ts';
import type {Answer, Asking} from './place-record.ts';
import {type Place, recordOf} from './places.ts';

/** What places ask engines, as long as they are on the way in. */
export type AskShelf = {
	/** Asks what the places want to know, and gives up what none of them does any more. */
	follow(places: readonly Place[]): void;
	close(): void;
};

/** Starts with nothing; `answered` is called with what came of a question. */
export const createAskShelf = (
	monitor: Pick<Monitor, 'ask'>,
	answered: (key: string, answer: Answer) => void,
): AskShelf => {
	const underWay = new Map<string, AbortController>();
	const ask = async ({key, id, ask: question}: Asking, own: AbortController): Promise<void> => {
		const end = (answer: Answer): void => {
			if (own.signal.aborted) return;
			underWay.delete(key);
			answered(key, answer);
		};
		try {
			end({report: await monitor.ask(id, question, own.signal)});
		} catch (error) {
			end({fault: error instanceof Error ? error.message : String(error)});
		}
	};
	return {
		follow(places) {
			const wanted = new Map(
				places.flatMap(place => recordOf(place).asks?.of(place) ?? []).map(asking => [asking.key, asking]),
			);
			for (const [key, own] of underWay) {
				if (wanted.has(key)) continue;
				underWay.delete(key);
				own.abort();
			}
			for (const [key, asking] of wanted) {
				if (underWay.has(key)) continue;
				const own = new AbortController();
				underWay.set(key, own);
				void ask(asking, own);
			}
		},
		close() {
			for (const own of underWay.values()) own.abort();
			underWay.clear();
		},
	};
};
