import {expect, it} from 'vitest';
import {
	conditionOfUse,
	listed,
	namesOf,
	serviceNamesOf,
	userLine,
	usersBy,
	usersText,
} from '../../source/resources/users.ts';
import {container, now, viewOf} from './container-view.ts';

const user = (name: string, state = 'running', service?: string) =>
	container({
		id: name,
		name,
		state,
		mounts: ['data', 'data'],
		...(service === undefined ? {} : {serviceName: service}),
	});

const viewWith = (...containers: ReadonlyArray<ReturnType<typeof user>>) =>
	viewOf(container(), {
		state: {tables: {containers: {at: now, rows: new Map(containers.map(row => [row.id, row]))}}},
	});

it('tells who uses a thing once, what runs first, and looks at each list of containers once', () => {
	let asked = 0;
	const usersOf = usersBy('containers by test', ({mounts}) => {
		asked++;
		return mounts;
	});
	const {state} = viewWith(user('job', 'exited'), user('web', 'paused'), user('api'));
	expect(usersOf('data', state).map(({name}) => name)).toEqual(['api', 'web', 'job']);
	expect(usersOf('other', state)).toEqual([]);
	expect(asked).toBe(3);
});

it.each([
	['nobody', [], '○ unused quiet', ''],
	['what runs', [user('web')], '● in use good', 'web'],
	['what is paused', [user('web', 'paused')], '● in use good', 'web'],
	['what ended', [user('a', 'exited'), user('b', 'created')], '○ idle quiet', '2: a, b'],
])('is used by %s', (_what, users, condition, text) => {
	const {state} = viewWith(...users);
	const {glyph, word, tone} = conditionOfUse(users, state);
	expect(`${glyph} ${word} ${tone}`).toBe(condition);
	expect(usersText(users, state).text).toBe(text);
});

it('is not called unused before the containers are known', () => {
	const {state} = viewOf(container(), {state: {tables: {containers: {rows: new Map()}}}});
	expect(conditionOfUse([], state).word).toBe('unknown');
	expect(usersText([], state).text).toBe('–');
});

it('names the first few, and services once', () => {
	expect([['a'], ['a', 'b'], ['a', 'b', 'c', 'd', 'e']].map(names => listed(names))).toEqual([
		'a',
		'a and b',
		'a, b, c and 2 more',
	]);
	expect(namesOf([user('web'), user('api')])).toBe('web and api');
	expect(serviceNamesOf([user('a', 'running', 'web'), user('b', 'running', 'web'), user('c')])).toEqual(['web']);
});

it('is told on a page with how it stands', () => {
	const text = userLine(user('web'), viewWith(), '10.0.0.2')
		.map(span => span.text)
		.join('');
	expect(text).toBe('● web  10.0.0.2  Up 3m');
});
