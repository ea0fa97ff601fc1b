import type {View} from '../../resources/resource.ts';
import type {Monitor} from '../../store/monitor.ts';
import type {AppState} from '../app-state.ts';
import type {Learning, Outcome} from '../effects.ts';

/** Asks engines what the screen needs to go on, one thing at a time. */
export type LearnTurn = {
	start(learning: Learning): void;
	/** Gives up what is not answered yet: a person who goes on must not be overtaken by it. */
	cancel(): void;
};

/** What it needs of the screen. */
type LearnScreen = {
	readonly monitor: Pick<Monitor, 'ask'>;
	say(word: {readonly text: string; readonly tone: 'plain' | 'bad'}): void;
	/** Goes on with the answer. */
	goOn(turned: (state: AppState, view: View) => Outcome<AppState>): void;
};

/** The screen stays live until the engine has answered. */
export const createLearnTurn = ({monitor, say, goOn}: LearnScreen): LearnTurn => {
	let asking: AbortController | undefined;
	const ask = async ({id, title, ask: question}: Learning): Promise<void> => {
		const own = new AbortController();
		asking = own;
		say({text: `reading ${title}; a key gives it up`, tone: 'plain'});
		try {
			const turned = await monitor.ask(id, question, own.signal);
			if (own.signal.aborted) return;
			asking = undefined;
			goOn(turned);
		} catch (error) {
			const words = error instanceof Error ? error.message : String(error);
			if (!own.signal.aborted) say({text: `cannot read ${title}: ${words}`, tone: 'bad'});
		}
	};
	return {
		start: learning => void ask(learning),
		cancel() {
			asking?.abort();
			asking = undefined;
		},
	};
};
