import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, it} from 'vitest';
import {planFleet} from '../../source/simulator/fleet-parts.ts';
import {without} from '../house/port.ts';
import {keys} from '../terminal/screen.ts';
import {openProgramOn, type Program, typed, writing} from './program.ts';

let folder: string;
let program: Program | undefined;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tallyman-drift-'));
});

afterEach(async () => {
	await program?.close();
	program = undefined;
	rmSync(folder, {recursive: true});
});

const file = () => join(folder, 'compose.yaml');

/** A compose project of two services, on its own screen. */
const open = async (): Promise<Program> => {
	const member = (service: string, image: string) => ({
		name: `blog-${service}-1`,
		image,
		labels: {
			'com.docker.compose.project': 'blog',
			'com.docker.compose.service': service,
			'com.docker.compose.project.working_dir': folder,
			'com.docker.compose.project.config_files': 'compose.yaml',
		},
	});
	const containers = [member('web', 'nginx:1'), member('db', 'postgres:16')];
	program = await openProgramOn({
		fleet: planFleet({engineName: 'lab1', containers, nodes: [], services: []}, Date.now()),
	});
	await program.screen.waitFor('2/2 ctr');
	await program.screen.press('6');
	await program.screen.waitFor(/STACKS 1[\s\S]*blog/);
	return program;
};

it('how a project differs from its file is told when it is asked for, as the file is then', async () => {
	writeFileSync(file(), 'services: {web: {image: nginx:1}, db: {image: postgres:17}, cache: {image: redis:7}}\n');
	const opened = await open();
	const {screen} = opened;
	await typed(opened, 'drift');
	await screen.waitFor(/DRIFT blog +2 differ from its files/);
	await screen.waitFor(/- cache {2}has no container/);
	await screen.waitFor(/~ db {2}image postgres:16, and postgres:17 in the file/);
	await screen.press(keys.escape);
	await screen.waitFor(/STACKS 1/);
	writeFileSync(file(), 'services: {web: {image: nginx:1}, db: {image: postgres:$VERSION}}\n');
	await typed(opened, 'drift blog');
	await screen.waitFor(/DRIFT blog +nothing differs from its files, 1 cannot be told/);
	expect(writing(opened)).toEqual([]);
});

it('a file that is not here, or cannot be understood, is a sentence', async () => {
	const opened = await open();
	const {screen} = opened;
	await typed(opened, 'drift');
	await screen.waitFor(/cannot read drift of blog: there is no file \S+compose/);
	await screen.press('X');
	await screen.waitFor(/drift +.*there is no file/);
	await screen.press(keys.escape);
	await screen.waitFor(without('Esc leave'));
	writeFileSync(file(), 'services:\n  web: [\n');
	await typed(opened, 'drift');
	await screen.waitFor(/compose\.yaml:\d: /);
});
