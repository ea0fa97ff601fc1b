import type {Key} from 'ink';
import type {View} from '../resources/resource.ts';
import type {Monitor} from '../store/monitor.ts';
import {type AppState, type Confirm, currentPlace, initialState, withoutHint, withoutOverlay} from './app-state.ts';
import type {CostView} from './cost-line.ts';
import {createCostMeter, type Spent} from './cost-meter.ts';
import {type Doers, type Outcome, only, perform} from './effects.ts';
import {takesText} from './form.ts';
import {composeFrame, type Picture, pageHeight} from './frame.ts';
import {burstOf} from './key-gate.ts';
import {keyName, noKey, type Press, pressesOf} from './key-name.ts';
import {createLogShelf} from './log-shelf.ts';
import {promptKey} from './overlay-keys.ts';
import {placeKey} from './place-keys.ts';
import {recordOf} from './places.ts';
import {questionKey} from './question-keys.ts';
import {createSearch} from './search-turn.ts';
import {share} from './share.ts';
import {isTooSmall, type Size} from './size.ts';
import {sortMenuKey} from './sort-menu.ts';
import {noText, type Text} from './text-state.ts';

/** What a screen needs of its surroundings. */
export type ScreenOptions = {
	readonly monitor: Monitor;
	readonly isReadOnly: boolean;
	readonly size: Size;
	readonly now: () => number;
	readonly quit: () => void;
	/** What the process has used since it began; the monitor counts the rest. */
	readonly spent: () => Pick<Spent, 'cpu' | 'memory' | 'written'>;
	/** Stops the program until the shell brings it back; absent where there is no shell to do so. */
	readonly suspend?: () => Promise<void>;
	/** Hands text to the terminal's clipboard. */
	readonly copy: (text: string) => void;
};

/** What a listener is called for: something may have changed, all is to be drawn anew, or the program shall be suspended. */
export type Want = 'frame' | 'redraw' | 'suspend';

/** The running screen: keys go in, pictures come out. */
export type Screen = {
	/** What is on the screen now; the same object as long as nothing visible changed. */
	readonly picture: () => Picture;
	/** Calls when there may be something new to see. */
	readonly subscribe: (listener: (want: Want) => void) => () => void;
	readonly press: (input: string, key: Key) => void;
	/** Text that came as a paste. */
	readonly paste: (text: string) => void;
	/** The terminal has all of a picture. */
	readonly taken: (picture: Picture) => void;
	readonly resize: (size: Size) => void;
	readonly close: () => void;
};

/** Letters of a paste that go into a prompt; more is no filter, pattern or command. */
const mostPasted = 2000;

/** Starts the screen on a monitor. */
export const createScreen = ({monitor, isReadOnly, size: firstSize, now, quit, spent, copy}: ScreenOptions): Screen => {
	const listeners = new Set<(want: Want) => void>();
	let size = firstSize;
	let state: AppState = initialState;
	let picture: Picture | undefined;
	const logs = createLogShelf(monitor, () => schedule());
	let scheduled: NodeJS.Immediate | undefined;
	let burst: readonly Press[] = [];
	// A question keeps its requests as long as it stands, whatever is chosen or typed in it.
	let drawn: {readonly picture: Picture; readonly question: Confirm['requests'] | undefined} | undefined;
	let seen: Confirm['requests'] | undefined;

	let lastView: View = {state: monitor.store.getState(), now: 0};

	// Whole seconds: ages and graphs then change once a second and not with every frame. The same object as long as
	// nothing changed, so that what was worked out from it once holds for the next key too.
	const view = (): View => {
		const state = monitor.store.getState();
		const second = Math.floor(now() / 1000) * 1000;
		if (lastView.state !== state || lastView.now !== second) lastView = {state, now: second};
		return lastView;
	};

	const meter = createCostMeter(() => {
		const {requests, samples} = monitor.effort();
		return {at: now(), ...spent(), requests, samples};
	});
	const ownCost = (): CostView | undefined => {
		if (state.isCostShown)
			return {cost: meter.measure(), tier: monitor.store.getState().tier, slowdown: monitor.effort().slowdown};
		meter.reset();
		return undefined;
	};

	/** Lays the screen out anew, and tells the store and the logs what it wants read. */
	const advance = (): Picture => {
		// The clock of this frame is right for a second: nothing else has to be composed for its sake.
		clock.refresh();
		logs.follow(state.places);
		const cost = ownCost();
		const frame = composeFrame(state, view(), {
			size,
			isReadOnly,
			log: logs.snapshot(currentPlace(state)),
			...(cost === undefined ? {} : {cost}),
		});
		state = frame.state;
		monitor.watch(frame.interest);
		picture = share(picture, frame.picture);
		const {overlay} = state;
		const question = overlay?.kind === 'confirm' && frame.isQuestionWhole ? overlay.requests : undefined;
		drawn = {picture, question};
		return picture;
	};

	const want = (what: Want): void => {
		for (const listener of listeners) listener(what);
	};
	const tell = (): void => {
		scheduled = undefined;
		advance();
		want('frame');
	};

	// Keys that come in one burst, as under key repeat, make one frame.
	function schedule(): void {
		scheduled ??= setImmediate(tell);
	}

	const text = (): Text => {
		const place = currentPlace(state);
		const record = recordOf(place).text;
		return record?.lines(place, {log: logs.snapshot(place), state: monitor.store.getState()}) ?? noText;
	};

	const search = createSearch({
		state: () => state,
		put(next) {
			state = next;
			schedule();
		},
		text: () => text(),
		now: () => view().now,
		columns: () => size.columns,
		page: () => pageHeight(size, state),
	});

	const doers: Doers = {
		act: ({requests}) => monitor.act(requests),
		copy: ({text: copied}) => copy(copied),
		search: ({direction}) => search.start(direction),
		retry: monitor.retry,
		redraw: () => want('redraw'),
		suspend: () => want('suspend'),
		quit,
	};
	const settle = (outcome: Outcome<AppState>): void => {
		state = outcome.state;
		for (const effect of outcome.effects) perform(effect, doers);
		schedule();
	};

	/** Where nothing can be shown, nothing but leaving works. */
	const leave = (name: string | undefined): void => {
		if (name === 'escape' || state.overlay !== undefined) settle(only(withoutOverlay(state)));
		else if (name === 'q' || name === 'ctrl+c') settle({state, effects: [{kind: 'quit'}]});
	};

	const pressOne = ({input, key}: Press): void => {
		search.stop();
		const wasRefused = state.hint?.isRefusal === true;
		// What was said of the key before is not about this one.
		state = {...withoutHint(state), keyAt: view().now};
		const name = keyName(input, key);
		if (isTooSmall(size)) {
			leave(name);
			return;
		}
		// Who is told no may have typed the answer already: it is not for what stands there instead.
		if (wasRefused && name !== 'ctrl+c') {
			schedule();
			return;
		}
		const around = {view: view(), isReadOnly, text: text(), page: pageHeight(size, state)};
		const {overlay} = state;
		if (overlay?.kind === 'prompt') {
			settle(promptKey(state, overlay, input, key, around));
			return;
		}
		if (overlay?.kind === 'sort') {
			settle(only(sortMenuKey(state, overlay, input, key)));
			return;
		}
		if (overlay?.kind === 'confirm') {
			settle(questionKey(state, overlay, {input, key}, {isSeen: seen === overlay.requests, now: around.view.now}));
			return;
		}
		if (name !== undefined) settle(placeKey(state, name, around));
	};

	function say(text: string): void {
		state = {...state, hint: {text, tone: 'bad', at: view().now}};
		schedule();
	}

	/** Presses that were read at once: see burstOf. */
	const pressAll = (presses: readonly Press[]): void => {
		const [first] = presses;
		if (first !== undefined && presses.length === 1) {
			pressOne(first);
			return;
		}
		const understood = burstOf(state, presses);
		switch (understood.kind) {
			case 'refused':
				say('keys that come at once, as from a paste, do nothing here: press them one by one');
				break;
			case 'text':
				if (understood.opening !== undefined) pressOne(understood.opening);
				for (const press of understood.presses) pressOne(press);
				break;
			case 'keys':
				for (const press of understood.presses) pressOne(press);
		}
	};

	// All that Ink makes of one read comes within one turn.
	const press = (input: string, key: Key): void => {
		if (burst.length === 0) {
			queueMicrotask(() => {
				const presses = burst;
				burst = [];
				pressAll(presses);
			});
		}
		burst = [...burst, ...pressesOf(input, key)];
	};

	const paste = (text: string): void => {
		const {overlay} = state;
		const hasField = overlay?.kind === 'prompt' || (overlay?.kind === 'confirm' && takesText(overlay));
		if (hasField && !isTooSmall(size))
			pressOne({input: text.slice(0, mostPasted).replaceAll(/\p{Control}+/gu, ' '), key: noKey});
		else say('a paste goes to prompts and fields only: nothing was done with it');
	};

	const unsubscribe = monitor.store.subscribe(schedule);
	const clock = setInterval(schedule, 1000);
	advance();
	return {
		picture: () => picture ?? advance(),
		subscribe: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		press,
		paste,
		taken: taken => {
			if (drawn?.picture === taken) seen = drawn.question;
		},
		resize: next => {
			size = next;
			advance();
			want('frame');
		},
		close: () => {
			clearInterval(clock);
			clearImmediate(scheduled);
			search.stop();
			unsubscribe();
			logs.close();
		},
	};
};
