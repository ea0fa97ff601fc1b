import type {Writable} from 'node:stream';
import {quietModes} from './input-stream.ts';
import {type FrameLine, frameLine} from './line-cells.ts';
import {lineChange} from './line-change.ts';
import {type Mouse, mouseModes} from './mouse.ts';

/** The terminal as Ink sees it: whole frames go in, and only cells that changed go on to the terminal. */
export type ScreenStream = {
	/** For Ink's `stdout`. */
	readonly stdout: NodeJS.WriteStream;
	/** Calls when the terminal has taken all that was sent, at once where it has; of several, the last one. */
	readonly whenReady: (listener: () => void) => void;
	/** What is on the terminal is not what was drawn there: the last frame is drawn whole. */
	readonly redraw: () => void;
	/** Turns the mouse on or off, also for when the screen is ours again. */
	readonly turnMouse: (isOn: boolean) => void;
};

/** Who wants to know which frames the terminal has all of. */
export type FrameWatcher<Content> = {
	/** What the frame that Ink writes just now shows. */
	current(): Content;
	taken(content: Content): void;
};

type Frame<Content> = {readonly lines: readonly FrameLine[]; readonly content: Content | undefined};

/** What is written between whole frames: modes, the cursor, the alternate screen. Frames hold text. */
const controls = /^(?:\u{1b}\[[0-?]*[ -/]*[@-~])+$/u;

const enterScreen = '\u{1b}[?1049h';
const leaveScreen = '\u{1b}[?1049l';
const hideCursor = '\u{1b}[?25l';
const clear = '\u{1b}[H\u{1b}[J';

// A terminal that knows the pair shows a frame whole; below this it is drawn in one go anyhow.
const synchronizedFrom = 512;

/** What must be sent to turn one frame into another; undefined is a terminal of any content. */
const frameChange = (shown: readonly FrameLine[] | undefined, next: readonly FrameLine[]): string => {
	let change = shown === undefined ? clear : '';
	for (let row = 0; row < Math.max(next.length, shown?.length ?? 0); row++)
		change += lineChange(shown?.[row], next[row], row);
	return change;
};

/**
 * A stream for Ink in front of a terminal. Ink's frames are compared with what is shown, cell by cell. No frame is begun
 * before the terminal took the one before: where nobody reads, frames are left out and the newest comes next. All else
 * that Ink writes goes through as it is.
 */
export const createScreenStream = <Content>(
	terminal: NodeJS.WriteStream,
	watcher?: FrameWatcher<Content>,
	mouse?: Mouse,
): ScreenStream => {
	let shown: readonly FrameLine[] | undefined;
	let wanted: Frame<Content> | undefined;
	let latest: Frame<Content> = {lines: [], content: watcher?.current()};
	let isWriting = false;
	let isAway = false;
	let waiting: (() => void) | undefined;

	const taken = ({content}: Frame<Content>): void => {
		if (content !== undefined) watcher?.taken(content);
	};
	/** Whether a frame was laid out for no larger terminal than this one is by now: Ink draws once before it lays out anew. */
	const fits = ({lines}: Frame<Content>): boolean =>
		lines.length <= terminal.rows && lines.every(line => line.cells().chars.length <= terminal.columns);
	const send = (frame: Frame<Content>): void => {
		if (shown === undefined && !fits(frame)) return;
		const change = frameChange(shown, frame.lines);
		// A line that stands is kept as it was taken apart.
		shown = frame.lines.map((line, row) => {
			const before = shown?.[row];
			return before?.text === line.text ? before : line;
		});
		if (change === '') {
			taken(frame);
			return;
		}
		isWriting = true;
		terminal.write(change.length < synchronizedFrom ? change : `\u{1b}[?2026h${change}\u{1b}[?2026l`, () => {
			isWriting = false;
			const newer = wanted;
			wanted = undefined;
			taken(frame);
			if (newer !== undefined) send(newer);
			if (isWriting) return;
			const listener = waiting;
			waiting = undefined;
			listener?.();
		});
	};
	const draw = (frame: Frame<Content>): void => {
		latest = frame;
		if (isAway) return;
		if (isWriting) wanted = frame;
		else send(frame);
	};

	/** Another program has the screen meanwhile, and it is empty after that. */
	const noteScreen = (text: string): void => {
		if (text.includes(leaveScreen)) {
			isAway = true;
			wanted = undefined;
		}
		if (text.includes(enterScreen)) {
			isAway = false;
			shown = undefined;
		}
	};

	const withModes = (text: string): string => {
		const isOn = mouse?.isOn() === true;
		// Ink hides the cursor only once: after a guest it would blink on our screen.
		if (text.includes(enterScreen)) return text + hideCursor + (isOn ? mouseModes : '');
		// The mouse is told of on our screen only.
		return text.includes(leaveScreen) && isOn ? quietModes + text : text;
	};

	const write: Writable['write'] = (chunk: unknown, ...rest: readonly unknown[]): boolean => {
		const text = typeof chunk === 'string' ? chunk : String(chunk);
		const done = rest.find(argument => typeof argument === 'function') as (() => void) | undefined;
		if (text !== '' && !controls.test(text)) {
			draw({lines: text.split('\n').map(frameLine), content: watcher?.current()});
			done?.();
			return true;
		}
		noteScreen(text);
		return terminal.write(withModes(text), () => done?.());
	};

	// Terminals cut, move or keep what they show then, each in its own way: the next frame is drawn whole.
	terminal.on('resize', () => {
		shown = undefined;
	});

	// Ink asks it for its size and for changes of that, as of the terminal itself.
	const stdout: NodeJS.WriteStream = Object.create(terminal, {
		write: {value: write},
		...Object.fromEntries(
			(['on', 'once', 'off', 'addListener', 'removeListener', 'emit'] as const).map(name => [
				name,
				{value: terminal[name].bind(terminal)},
			]),
		),
	});
	return {
		stdout,
		whenReady(listener) {
			if (isWriting) waiting = listener;
			else listener();
		},
		redraw() {
			shown = undefined;
			draw(latest);
		},
		turnMouse(isOn) {
			mouse?.turn(isOn);
			if (!isAway) terminal.write(isOn ? mouseModes : quietModes);
		},
	};
};
