import {useApp, useInput, usePaste, useWindowSize} from 'ink';
import {useEffect, useLayoutEffect, useState, useSyncExternalStore} from 'react';
import type {BareTerminal} from '../terminal/handover.ts';
import type {MouseReport} from '../terminal/mouse.ts';
import {createPointing, PointingContext} from '../ui/pointing.ts';
import {FrameView} from './frame-view.tsx';
import type {Screen} from './screen.ts';

/** Stops the program until the shell brings it back; resolves then. */
export type Suspend = () => Promise<void>;

/** What the app needs of the terminal: it is drawn on when it has taken what was sent before. */
type Terminal = {
	readonly whenReady: (listener: () => void) => void;
	readonly redraw: () => void;
	readonly turnMouse: (isOn: boolean) => void;
	readonly onMouse: (listener: (report: MouseReport) => void) => () => void;
	/** The terminal itself, for who has it while nothing of ours is on it. */
	readonly bare: BareTerminal;
};

type AppProps = {readonly screen: Screen; readonly terminal: Terminal; readonly suspend: Suspend | undefined};

/** The live screen, and the one owner of the keyboard. */
export const App = ({screen, terminal, suspend}: AppProps) => {
	const {columns, rows} = useWindowSize();
	const {suspendTerminal} = useApp();
	useInput(screen.press);
	usePaste(screen.paste);
	useLayoutEffect(() => screen.resize({columns, rows}), [screen, columns, rows]);
	useEffect(
		() =>
			screen.subscribe(want => {
				if (want === 'redraw') terminal.redraw();
				if (want === 'suspend' && suspend !== undefined) void suspendTerminal(suspend);
				if (typeof want !== 'object') return;
				if (want.kind === 'mouse') terminal.turnMouse(want.isOn);
				else void suspendTerminal(() => want.run(terminal.bare));
			}),
		[screen, terminal, suspend, suspendTerminal],
	);
	const [pointing] = useState(createPointing);
	useEffect(
		() =>
			terminal.onMouse(({did, column, row}) => {
				const target = pointing.target(column, row);
				screen.point({did, ...(target === undefined ? {} : {target})});
			}),
		[screen, terminal, pointing],
	);
	const picture = useSyncExternalStore(
		// Where nobody reads the terminal, nothing is drawn for it: the newest comes when it is read again.
		changed =>
			screen.subscribe(want => {
				if (want === 'frame') terminal.whenReady(changed);
			}),
		screen.picture,
	);
	return (
		<PointingContext value={pointing}>
			<FrameView picture={picture} />
		</PointingContext>
	);
};
