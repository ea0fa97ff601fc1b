import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Box, Text} from 'ink';
import {render} from 'ink-testing-library';
import {type ComponentType, isValidElement, type ReactElement, type ReactNode} from 'react';
import {describe, expect, it} from 'vitest';
import type {AppState} from '../../source/app/app-state.ts';
import {composeFrame, type Picture} from '../../source/app/frame.ts';
import {FrameView} from '../../source/app/frame-view.tsx';
import {openSortMenu} from '../../source/app/list/sort-menu.ts';
import {goToScreen, openHelp, openSelectedPage} from '../../source/app/ways/ways.ts';
import {Pointed} from '../../source/ui/pointed.tsx';
import {plainText} from '../../source/ui/styled-text.ts';
import {initialState} from './opening-state.ts';
import {watchedAt, watchedFleet} from './watched-fleet.ts';

const view = {state: watchedFleet(), now: watchedAt};
const pictureOf = (state: AppState, columns: number, rows: number): Picture =>
	composeFrame(state, view, {size: {columns, rows}, isReadOnly: false, log: undefined}).picture;

const states: ReadonlyArray<readonly [string, AppState]> = [
	['home', initialState],
	['list', goToScreen(initialState, 'containers')],
	['page', openSelectedPage(goToScreen(initialState, 'containers'), view)],
	['help', openHelp(initialState)],
	['menu', openSortMenu(goToScreen(initialState, 'containers'), view)],
];

/** A component without its memo; those of Ink, and a box of theirs that can be pointed at, are leaves with children. */
const drawn = (element: ReactElement<Readonly<Record<string, unknown>>>): ReactNode => {
	const {type, props} = element;
	if (type === Box || type === Text || type === Pointed || typeof type === 'string') return props.children as ReactNode;
	const inner = typeof type === 'object' && 'type' in type ? (type as {readonly type: unknown}).type : type;
	if (typeof inner !== 'function') return props.children as ReactNode;
	const result = (inner as (props: unknown) => ReactNode)(props);
	if (result === null || result === undefined) throw new Error(`${(inner as ComponentType).name} draws nothing`);
	return result;
};

/** Text of all leaves of a tree of components, each drawn by calling it; fails where a component draws nothing. */
const walk = (node: ReactNode): string => {
	if (Array.isArray(node)) return node.map(walk).join('\n');
	if (isValidElement<Readonly<Record<string, unknown>>>(node)) return walk(drawn(node));
	return typeof node === 'string' ? node : '';
};

describe('a screen is a tree of components', () => {
	it.each(
		states.flatMap(([name, state]) => [
			[name, 80, 24, state] as const,
			[name, 140, 40, state] as const,
			[name, 30, 5, state] as const,
		]),
	)('%s at %ix%i: each draws something, and all that is on the screen is theirs', (_name, columns, rows, state) => {
		const picture = pictureOf(state, columns, rows);
		const texts = plainText(walk(<FrameView picture={picture} />));
		const {lastFrame, unmount} = render(
			<Box width={columns}>
				<FrameView picture={picture} />
			</Box>,
		);
		const lines = plainText(lastFrame() ?? '').split('\n');
		unmount();
		expect(lines).toHaveLength(rows);
		// Whole words: boxes stand side by side, and a dialog covers what is behind it.
		const words = (text: string): ReadonlySet<string> => new Set(text.split(/[\s╭╮╰╯│─]+/u));
		const known = words(texts);
		if (columns <= 100 && picture.kind === 'screen' && picture.dialog === undefined)
			expect([...words(lines.join('\n'))].filter(word => !known.has(word))).toEqual([]);
	});
});

it('nothing but the stream of frames, the terminal’s modes and what has it meanwhile, a shell or an editor, writes to the terminal', () => {
	const root = join(import.meta.dirname, '../../source');
	const files = ['app', 'ui', 'terminal', 'resources', 'store']
		.flatMap(room => readdirSync(join(root, room), {recursive: true, encoding: 'utf8'}).map(name => join(room, name)))
		.filter(name => /\.tsx?$/.test(name));
	const writing = files.filter(name =>
		/stdout\b[^;]*\.write\(|terminal\.write\(/.test(readFileSync(join(root, name), 'utf8')),
	);
	expect(writing.sort()).toEqual([
		'app/mount.tsx',
		// What is printed while it is watched, without a screen.
		'app/once/watch-once.ts',
		'app/shell/shell-turn.ts',
		'terminal/ask-ground.ts',
		// What an editor may have left behind is tidied up.
		'terminal/edit-file.ts',
		'terminal/handover.ts',
		'terminal/screen-stream.ts',
	]);
});
