import {describe, expect, it} from 'vitest';
import type {Service, Task} from '../../source/model/swarm.ts';
import type {Line} from '../../source/model/tone.ts';
import {services as kind} from '../../source/resources/services/services.ts';
import {sectionLines} from '../../source/ui/sections.ts';
import {container, now} from './container-view.ts';
import {service, swarmView, task} from './swarm-view.ts';
import {began, failing, old, paused, replaced, type UpdateCase, updateCases, updating} from './update-cases.ts';

const sectionsOf = (row: Service, view: ReturnType<typeof swarmView>, height = 17) =>
	kind.course?.sections(row, view, {width: 80, height}) ?? [];

const viewFor = (row: Service, {tasks, nodes, health}: Pick<UpdateCase, 'tasks' | 'nodes' | 'health'>) =>
	swarmView({
		services: [row],
		tasks,
		...(nodes === undefined ? {} : {nodes}),
		...(health === undefined ? {} : {containers: [container({health})]}),
	});

const textOf = (lines: readonly Line[]): readonly string[] =>
	lines.map(line =>
		line
			.map(({text}) => text)
			.join('')
			.trimEnd(),
	);

describe('the update of a service', () => {
	it.each(updateCases)('$name', given => {
		const row = updating(given.service);
		const view = viewFor(row, given);
		const cell = kind.columns.find(({id}) => id === 'update')?.cell(row, view);
		expect(cell !== undefined && 'text' in cell ? cell.text : '').toBe(given.cell);
		const sections = sectionsOf(row, view, 60);
		const head = textOf(sectionLines(sections.slice(0, 1), 120)).join('\n');
		for (const words of given.says) expect(head).toContain(words);
		const slots = sections.find(({title}) => title === 'Slots')?.lines ?? [];
		expect(slots).toHaveLength(given.slots.length);
		for (const [index, words] of given.slots.entries())
			expect(textOf([slots[index] ?? []])[0]?.slice(0, words.length)).toBe(words);
	});

	it('goes by nodes where there are no slots', () => {
		const row = updating({mode: 'global', running: 2, desired: 2});
		const on = (name: string, given: Partial<Task>) =>
			task({slot: undefined as never, nodeId: name, nodeName: name, ...given});
		const view = viewFor(row, {
			tasks: [on('alpha', {name: 'api.a'}), on('beta', {name: 'api.b', image: 'api:2', createdAt: now - 1000})],
		});
		expect(textOf(sectionsOf(row, view)[1]?.lines ?? [])).toEqual([
			'○ alpha  1 → 2  running 10m  waits for its turn',
			'● beta   1 → 2  running 10m',
		]);
	});

	it('shows 50 slots in 24 lines: what is at fault first, the rest as sums, all of them below', () => {
		const row = updating({running: 50, desired: 50});
		const numbers = (from: number, to: number) => Array.from({length: to - from + 1}, (_, index) => from + index);
		const tasks = [
			...numbers(1, 30).flatMap(replaced),
			...numbers(31, 33).flatMap(failing),
			...numbers(34, 50).map(slot => old(slot)),
		];
		const view = viewFor(row, {tasks});
		const lines = textOf(sectionLines(sectionsOf(row, view), 80));
		const first = lines.slice(0, 17);
		expect(first.filter(line => line.startsWith('✗'))).toHaveLength(3);
		expect(first).toContainEqual(expect.stringMatching(/^○ \d+ more not replaced yet$/));
		expect(first).toContain('● 30 as they are to be');
		expect(lines).toContain('Every slot, 50');
		expect(lines.filter(line => /^● \d+ .*running 20s/.test(line))).toHaveLength(30);
	});

	it('sums up what is at fault too where that does not fit', () => {
		const row = updating({running: 50, desired: 50});
		const view = viewFor(row, {tasks: Array.from({length: 50}, (_, index) => failing(index + 1)).flat()});
		const first = textOf(sectionLines(sectionsOf(row, view), 80)).slice(0, 17);
		const told = first.filter(line => /^✗ \d+ .* ready/.test(line)).length;
		expect(told).toBeGreaterThan(2);
		expect(first).toContain(`✗ ${50 - told} more at fault`);
	});

	it('is on top of the page of its service while it runs and where it ended badly, and nowhere else', () => {
		const titles = (given: Partial<Service>, tasks: readonly Task[]) => {
			const row = updating(given);
			return kind
				.details(row, viewFor(row, {tasks}), {isMasked: true, graphSpan: {title: '', milliseconds: 1}})
				.map(({title}) => title);
		};
		const all = [...replaced(1), ...replaced(2), ...replaced(3)];
		expect(titles({}, all)[0]).toBe('Update');
		expect(titles({update: paused}, [old(1), old(2), ...failing(3)]).slice(0, 2)).toEqual(['Update', 'Slots']);
		expect(titles({update: {state: 'completed', startedAt: began}}, all)[0]).toBe('Summary');
		expect(kind.course?.sections(service(), swarmView({}), {width: 80, height: 20})).toBeUndefined();
	});

	it('goes on only where it is paused, and says what is lost by that', () => {
		const verb = kind.verbs.find(({id}) => id === 'continue');
		const row = updating({update: paused});
		const view = viewFor(row, {tasks: [old(1), ...replaced(2), ...failing(3)]});
		expect(verb?.refusal(row, view)).toBeUndefined();
		expect(verb?.reach(row, view)).toEqual([
			'replaces the rest with api:2: 1 of 3 slots run it now',
			'the next failure beyond what is allowed pauses it again',
			'what is gone back to is this spec from then on: api:1 is to be named then',
		]);
		expect(verb?.refusal(updating(), view)).toContain('the engine pauses one only where tasks fail');
	});
});
