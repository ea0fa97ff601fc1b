import {render} from 'ink-testing-library';
import {afterEach, describe, expect, it} from 'vitest';
import {App} from '../../source/app/app.tsx';
import {createScreen, type Screen} from '../../source/app/screen.ts';
import {connectEngine} from '../../source/engine/connect.ts';
import {allTables} from '../../source/resources/registry.ts';
import {usualSettings} from '../../source/settings/settings.ts';
import {testFleet} from '../../source/simulator/fleets.ts';
import {type Simulator, startSimulator} from '../../source/simulator/simulator.ts';
import type {Monitor} from '../../source/store/monitor.ts';
import {startMonitor} from '../../source/store/start-monitor.ts';
import {plainText} from '../../source/ui/styled-text.ts';

let simulator: Simulator;
let monitor: Monitor;
let screen: Screen;

afterEach(async () => {
	screen.close();
	monitor.close();
	await simulator.stop();
});

/** The live app on a simulated engine, drawn by Ink for a terminal of its own. */
const open = async () => {
	simulator = await startSimulator({fleet: testFleet(Date.now())});
	const address = {name: 'app', url: simulator.url, origin: 'test'};
	monitor = startMonitor({
		tables: allTables(),
		host: 'app',
		address: address.url,
		connect: signal => connectEngine(address, signal),
	});
	screen = createScreen({
		monitor,
		isReadOnly: false,
		size: {columns: 100, rows: 24},
		now: monitor.now,
		quit: () => undefined,
		spent: () => ({cpu: 0, memory: 0, written: undefined}),
		copy: () => undefined,
		settings: usualSettings,
	});
	const terminal = {
		whenReady: (listener: () => void) => listener(),
		redraw: () => undefined,
		turnMouse: () => undefined,
		onMouse: () => () => undefined,
		bare: {stdin: process.stdin, stdout: process.stdout},
	};
	return render(<App screen={screen} terminal={terminal} suspend={undefined} />);
};

describe('the app', () => {
	it('draws what the engine says, and what a key leads to', async () => {
		const {lastFrame, stdin, unmount} = await open();
		const seen = (): string => plainText(lastFrame() ?? '');
		await expect.poll(seen).toMatch(/CONTAINERS 7[\s\S]*sick/);
		stdin.write('2');
		await expect.poll(seen).toMatch(/CONTAINERS 7▴/);
		stdin.write('?');
		await expect.poll(seen).toContain('the keys that work here');
		unmount();
	});
});
