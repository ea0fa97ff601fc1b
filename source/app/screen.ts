import type {Key} from 'ink';
import {EngineError} from '../engine/engine-error.ts';
import type {View} from '../resources/resource.ts';
import type {Settings} from '../settings/settings.ts';
import type {Monitor} from '../store/monitor.ts';
import type {Roster} from '../store/roster.ts';
import type {BareTerminal} from '../terminal/handover.ts';
import type {ProgramListener} from '../terminal/run-programs.ts';
import {type AppState, currentPlace, openingState, pushPlace, withoutHint, withoutOverlay} from './app-state.ts';
import {createAskShelf} from './ask-shelf.ts';
import {createEditTurn} from './asking/edit-turn.ts';
import {createLearnTurn} from './asking/learn-turn.ts';
import {createSeenQuestion} from './asking/seen-question.ts';
import {type KeptLines, type KeptPurpose, withKept} from './command/prompt-history.ts';
import {type Doers, type Effect, type Outcome, perform} from './effects.ts';
import {composeFrame, type Picture, pageHeight} from './frame.ts';
import {createKeyBurst} from './keys/key-burst.ts';
import {type Around, pasted, pressedAtOnce} from './keys/key-turn.ts';
import {type Pointed, pointedAt} from './keys/mouse-turn.ts';
import type {CostView} from './lines/cost-line.ts';
import {createCostMeter, type Spent} from './lines/cost-meter.ts';
import {createLogShelf, type LogShelf} from './log/log-shelf.ts';
import {freshOverview} from './places/overview.tsx';
import {freshProgram} from './places/program.tsx';
import {type Place, recordOf} from './places.ts';
import {share} from './share.ts';
import {createProgramShelf} from './shell/program-shelf.ts';
import {createShellTurn} from './shell/shell-turn.ts';
import {isTooSmall, type Size} from './size.ts';
import {createSaveTurn} from './text/save-turn.ts';
import {createSearch} from './text/search-turn.ts';
import {noText, type Text} from './text/text-state.ts';
import {createTurn} from './turn.ts';
import {createViewClock} from './view-clock.ts';

/** What a screen needs of its surroundings. */
export type ScreenOptions = {
	readonly monitor: Monitor;
	/** What was set, as it holds for all engines. */
	readonly settings: Settings;
	/** Which engines are watched; absent where that is settled. */
	readonly roster?: Roster;
	readonly isReadOnly: boolean;
	readonly size: Size;
	readonly now: () => number;
	readonly quit: () => void;
	/** What the process has used since it began; the monitor counts the rest. */
	readonly spent: () => Pick<Spent, 'cpu' | 'memory' | 'written'>;
	/** Stops the program until the shell brings it back; absent where there is no shell to do so. */
	readonly suspend?: () => Promise<void>;
	/** Calls when something of the surroundings fails that the person must know; absent where nothing can. */
	readonly onFault?: (listener: (text: string) => void) => void;
	/** What was typed in sessions before, and who keeps it for those after; absent where nothing is kept. */
	readonly history?: {
		readonly lines: Promise<KeptLines>;
		readonly keep: (purpose: KeptPurpose, line: string) => void;
	};
	/** Told of each program of this machine that is run; absent where nobody keeps an account. */
	readonly onProgram?: ProgramListener;
	/** Hands text to the terminal's clipboard. */
	readonly copy: (text: string) => void;
};

/** Somebody else has the terminal until it resolves. */
type Away = {readonly kind: 'away'; readonly run: (terminal: BareTerminal) => Promise<void>};

/** The terminal tells of the mouse, or no more. */
type Mouse = Extract<Effect, {kind: 'mouse'}>;

/**
 * What a listener is called for: something may have changed, all is to be drawn anew, the program shall be suspended,
 * somebody else shall have the terminal, or the mouse is turned on or off.
 */
export type Want = 'frame' | 'redraw' | 'suspend' | Away | Mouse;

/** The running screen: keys go in, pictures come out. */
export type Screen = {
	/** What is on the screen now; the same object as long as nothing visible changed. */
	readonly picture: () => Picture;
	/** Calls when there may be something new to see. */
	readonly subscribe: (listener: (want: Want) => void) => () => void;
	readonly press: (input: string, key: Key) => void;
	/** Text that came as a paste. */
	readonly paste: (text: string) => void;
	/** The mouse. */
	readonly point: (pointed: Pointed) => void;
	/** The terminal has all of a picture. */
	readonly taken: (picture: Picture) => void;
	readonly resize: (size: Size) => void;
	readonly close: () => void;
};

/** Who is told when there is something to see or to do. */
const createWants = () => {
	const listeners = new Set<(want: Want) => void>();
	return {
		subscribe(listener: (want: Want) => void) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		tell(want: Want) {
			for (const listener of listeners) listener(want);
		},
	};
};

/** What the program costs, where it shall be shown. */
const createOwnCost = ({monitor, now, spent}: Pick<ScreenOptions, 'monitor' | 'now' | 'spent'>) => {
	const meter = createCostMeter(() => {
		const {requests, samples} = monitor.effort();
		return {at: now(), ...spent(), requests, samples};
	});
	return (isShown: boolean): CostView | undefined => {
		if (isShown)
			return {cost: meter.measure(), tier: monitor.store.getState().tier, slowdown: monitor.effort().slowdown};
		meter.reset();
		return undefined;
	};
};

const textOf = (state: AppState, logs: LogShelf, monitor: Monitor): Text => {
	const place = currentPlace(state);
	const record = recordOf(place).text;
	return record?.lines(place, {log: logs.snapshot(place), state: monitor.store.getState()}) ?? noText;
};

/**
 * Where nothing else comes, ages go on by this clock, ms: a little late, so that it does not come just before figures do
 * that are asked for each second.
 */
const tick = 1200;

/** Starts the screen on a monitor. */
export const createScreen = (options: ScreenOptions): Screen => {
	const {monitor, settings, roster, quit, copy} = options;
	let {size} = options;
	let state: AppState = openingState(settings);
	void roster?.contexts.then(contexts => {
		state = {...state, contexts};
	});
	void options.history?.lines.then(lines => {
		state = withKept(state, lines);
	});
	/** Of a single engine what holds for it holds for the screen. */
	const isReadOnly = (): boolean => options.isReadOnly || monitor.store.getState().isReadOnly === true;
	let picture: Picture | undefined;
	const wants = createWants();
	const turn = createTurn(() => {
		advance();
		wants.tell('frame');
	});
	const logs = createLogShelf(monitor, turn.soon);
	const putPlaces = (change: (place: Place) => Place | undefined): void =>
		put({...state, places: state.places.map(place => change(place) ?? place)});
	const asked = createAskShelf(monitor, (key, answer) =>
		putPlaces(place => recordOf(place).asks?.with(place, key, answer)),
	);
	const programs = createProgramShelf(
		(key, news) => putPlaces(place => recordOf(place).runs?.with(place, key, news)),
		options.onProgram,
	);
	const view = createViewClock(monitor.store, options.now, settings.thresholds);
	const question = createSeenQuestion();
	const ownCost = createOwnCost(options);
	const text = (): Text => textOf(state, logs, monitor);

	/** Lays the screen out anew, and tells the store and the logs what it wants read. */
	const advance = (): Picture => {
		// The clock of this frame is right for a while: nothing else has to be composed for its sake.
		clock.refresh();
		logs.follow(state.places);
		asked.follow(state.places);
		programs.follow(state.places);
		const cost = ownCost(state.isCostShown);
		const log = logs.snapshot(currentPlace(state));
		const frame = composeFrame(state, view(), {
			size,
			isReadOnly: isReadOnly(),
			log,
			...(cost === undefined ? {} : {cost}),
		});
		state = frame.state;
		monitor.watch(frame.interest);
		picture = share(picture, frame.picture);
		question.drawn(picture, frame);
		return picture;
	};
	const put = (next: AppState): void => {
		state = next;
		turn.soon();
	};
	const page = (): number => pageHeight(size, state);
	const search = createSearch({
		state: () => state,
		put,
		text,
		now: () => view().now,
		columns: () => size.columns,
		page,
	});
	const say = (word: {readonly text: string; readonly tone: 'plain' | 'bad'}): void =>
		put({...state, hint: {...word, at: view().now}});
	options.onFault?.(text => say({text, tone: 'bad'}));
	const away = (run: (terminal: BareTerminal) => Promise<void>): void => wants.tell({kind: 'away', run});
	const goOn = (turned: (now: AppState, seen: View) => Outcome<AppState>): void =>
		go(turned(withoutHint(state), view()));
	const shells = createShellTurn({monitor, size: () => size, say, away});
	const edits = createEditTurn({say, away, goOn});
	const learning = createLearnTurn({monitor, say, goOn});
	const saves = createSaveTurn({
		monitor,
		view: () => view(),
		say,
	});
	const doers: Doers = {
		act: ({requests}) => monitor.act(requests),
		stop: ({jobs}) => monitor.stopJobs(jobs),
		copy: ({text: copied}) => copy(copied),
		search: ({direction}) => search.start(direction),
		save: saves.start,
		older: () => logs.readOlder(currentPlace(state)),
		retry: monitor.retry,
		learn: learning.start,
		engines({change}) {
			roster?.change(change).then(
				text => say({text, tone: 'plain'}),
				(error: unknown) => {
					if (!(error instanceof EngineError)) throw error;
					const text = error.advice === undefined ? error.message : `${error.message}: ${error.advice}`;
					say({text, tone: 'bad'});
				},
			);
		},
		keep: ({purpose, line}) => options.history?.keep(purpose, line),
		shell: shells.open,
		edit: edits.open,
		program: ({programs: asked}) => put(pushPlace(state, freshProgram(programs.start(asked), asked, view().now))),
		mouse: wants.tell,
		redraw: () => wants.tell('redraw'),
		suspend: () => wants.tell('suspend'),
		quit,
	};
	const go = (outcome: Outcome<AppState>): void => {
		put(outcome.state);
		for (const effect of outcome.effects) perform(effect, doers);
	};
	const settle = (turned: (around: Around) => Outcome<AppState>): void => {
		search.stop();
		shells.cancel();
		learning.cancel();
		const around: Around = {
			view: view(),
			isReadOnly: isReadOnly(),
			isTooSmall: isTooSmall(size),
			page: page(),
			text: at => textOf(at, logs, monitor),
			isSeen: question.isSeen,
		};
		go(turned(around));
	};
	const unsubscribe = monitor.store.subscribe((next, before) => {
		// Objects go by other ids then: what was open is of nothing any more.
		if ((next.parts === undefined) !== (before.parts === undefined))
			state = {...withoutOverlay(state), places: [freshOverview()], lists: {}};
		turn.soon();
	});
	const clock = setInterval(turn.soon, tick);
	advance();
	return {
		picture: () => picture ?? advance(),
		subscribe: wants.subscribe,
		press: createKeyBurst(presses => settle(around => pressedAtOnce(state, presses, around))),
		paste: words => settle(around => pasted(state, words, around)),
		point: pointed => settle(around => pointedAt(state, pointed, around)),
		taken: question.taken,
		resize: next => {
			size = next;
			advance();
			wants.tell('frame');
		},
		close: () => {
			saves.stop();
			asked.close();
			programs.close();
			shells.cancel();
			learning.cancel();
			clearInterval(clock);
			turn.stop();
			search.stop();
			unsubscribe();
			logs.close();
		},
	};
};
