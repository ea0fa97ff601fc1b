import type {Plant} from './plant.ts';

const whole = ['test/app/mouse'];

/** Faults in what the mouse does. */
export const mousePlants: readonly Plant[] = [
	{
		fault: 'the mouse goes through what stands over the place',
		file: 'source/app/keys/mouse-turn.ts',
		from: ' || before.overlay !== undefined',
		to: '',
		tests: whole,
	},
	{
		fault: 'a click is taken for one in the corner, wherever a list stands',
		file: 'source/ui/pointing.ts',
		from: 'return at(row - y, column - x);',
		to: 'return at(row, column);',
		tests: whole,
	},
	{
		fault: 'a click goes into the first row, though nobody pointed at it before',
		file: 'source/app/keys/mouse-turn.ts',
		from: 'panel.list.selectedId === id',
		to: '(panel.list.selectedId ?? id) === id',
		tests: whole,
	},
	{
		fault: 'a shell has the mouse of our screen',
		file: 'source/terminal/screen-stream.ts',
		from: 'isOn ? quietModes + text : text',
		to: 'isOn ? text : text',
		tests: [...whole, 'test/pty/mouse'],
	},
	{
		fault: 'the mouse is told of though it is left to the terminal',
		file: 'source/terminal/mouse.ts',
		from: 'if (isOn) for (const listener of listeners)',
		to: 'for (const listener of listeners)',
		tests: whole,
	},
	{
		fault: 'a button that is let go is a click',
		file: 'source/terminal/mouse.ts',
		from: "final !== 'M' || did === undefined",
		to: 'did === undefined',
		tests: ['test/terminal/input-filter'],
	},
];
