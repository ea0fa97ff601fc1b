import {afterEach, describe, expect, it} from 'vitest';
import type {Container} from '../../source/model/container.ts';
import {containers} from '../../source/resources/containers/containers.ts';
import {fence, onFenced} from '../../source/resources/fence.ts';
import type {Resource} from '../../source/resources/resource.ts';
import {container, viewOf} from './container-view.ts';

const fail = (): never => {
	throw new Error('a panel has a bug');
};

const broken = fence<Container>({
	...containers,
	columns: containers.columns.map(column => ({...column, cell: fail, order: fail})),
	verbs: containers.verbs.map(verb => ({
		...verb,
		label: fail,
		refusal: fail,
		reach: fail,
		question: fail,
		fields: fail,
		request: fail,
	})),
	condition: fail,
	reason: fail,
	explain: fail,
	details: fail,
	urgency: fail,
	isFaulty: fail,
	isRunning: fail,
	searched: fail,
	field: fail,
	usedContainers: fail,
	logs: fail,
	enter: fail,
	standing: fail,
	usageShare: fail,
} satisfies Resource<Container>);

const row = container();
const view = viewOf(row);
const words = 'cannot be shown: a panel has a bug';

afterEach(() => onFenced(() => undefined));

describe('a panel with a bug', () => {
	it('says so where it is, and nothing is thrown', () => {
		expect(broken.columns[0]?.cell(row, view)).toEqual({text: '!', tone: 'bad'});
		expect(broken.columns[0]?.order?.(row, view)).toBeUndefined();
		expect(broken.condition(row, view)).toEqual({glyph: '!', word: 'cannot be shown', tone: 'bad'});
		expect(broken.reason(row, view)).toBe(words);
		expect(broken.explain(row, view)).toEqual([{text: words, tone: 'bad'}]);
		expect(broken.details(row, view, {isMasked: true, graphSpan: {title: '', milliseconds: 1}})).toEqual([
			{title: 'This page', lines: [[{text: words, tone: 'bad'}]]},
		]);
		expect(broken.isFaulty(row, view)).toBe(true);
		expect([broken.urgency(row, view), broken.isRunning(row, view), broken.searched(row)]).toEqual([0, true, []]);
		expect(broken.usedContainers(row, view.state)).toEqual([]);
	});

	it('acts on nothing', () => {
		for (const verb of broken.verbs) {
			expect(verb.refusal(row, view)).toBe(words);
			expect(verb.label(row)).toBe(verb.id);
		}
	});

	it('asks for what nothing can be answered to, and its requests fail in words', async () => {
		const [verb] = broken.verbs;
		expect(verb?.question?.([row])).toBe('stop web?');
		const [field] = verb?.fields?.(row) ?? [];
		expect(field?.kind === 'text' && field.check?.('anything')).toBe(words);
		const requests = verb === undefined ? [] : [verb.request(row, {}, view)].flat();
		const [request] = requests;
		expect(request).toMatchObject({id: row.id, name: 'web', failed: 'could not stop web'});
		// No engine is asked before it fails.
		await expect(request?.run({} as never, new AbortController().signal, () => undefined)).rejects.toThrow(words);
	});

	it('takes no value that its check throws at', () => {
		const [kill] = containers.verbs.filter(({id}) => id === 'kill');
		const checking = fence<Container>({
			...containers,
			verbs: kill === undefined ? [] : [{...kill, fields: () => [{kind: 'number', id: 'n', title: 'N', check: fail}]}],
		});
		const [field] = checking.verbs[0]?.fields?.(row) ?? [];
		expect(field?.kind === 'number' && field.check?.(1)).toBe(words);
	});

	it('is heard of, with where it was', () => {
		const heard: string[] = [];
		onFenced((where, error) => heard.push(`${where}: ${(error as Error).message}`));
		broken.condition(row, view);
		broken.columns[0]?.cell(row, view);
		expect(heard).toEqual([
			'containers condition: a panel has a bug',
			`containers ${broken.columns[0]?.id}: a panel has a bug`,
		]);
	});

	it('changes nothing in one without', () => {
		const whole = fence(containers);
		expect(whole.condition(row, view)).toEqual(containers.condition(row, view));
		expect(whole.columns.map(column => column.cell(row, view))).toEqual(
			containers.columns.map(column => column.cell(row, view)),
		);
	});

	it('is asked for a condition and a reason once for each row of a moment', () => {
		let asked = 0;
		const counting = fence<Container>({
			...containers,
			reason: (_row, {now}) => {
				asked++;
				return String(now);
			},
		});
		for (let times = 0; times < 3; times++) counting.reason(row, view);
		expect(asked).toBe(1);
		counting.reason(row, {...view});
		expect(asked).toBe(2);
	});
});
