import {createElement} from 'react';
import {expect, test} from 'vitest';
import {share} from '../../source/app/share.ts';

const before = {
	rows: [
		{name: 'web', cpu: 1},
		{name: 'db', cpu: 2},
	],
	title: {text: 'two'},
	size: 2,
};

test('what equals the picture before is that picture itself', () => {
	expect(share(before, structuredClone(before))).toBe(before);
});

test('of what changed the rest is as it was', () => {
	const next = {
		...structuredClone(before),
		rows: [
			{name: 'web', cpu: 1},
			{name: 'db', cpu: 3},
			{name: 'new', cpu: 0},
		],
	};
	const shared = share(before, next);
	expect(shared).toEqual(next);
	expect(shared.rows[0]).toBe(before.rows[0]);
	expect(shared.rows[1]).not.toBe(before.rows[1]);
	expect(shared.title).toBe(before.title);
});

test('a list that grew shorter, and keys that came and went, are seen', () => {
	expect(share([1, 2, 3], [1, 2])).toEqual([1, 2]);
	expect(share([1, 2], [1, 2, 3])).toEqual([1, 2, 3]);
	expect(share({a: 1, b: 2}, {a: 1})).toEqual({a: 1});
	expect(share({a: 1, b: undefined}, {a: 1, c: undefined})).toStrictEqual({a: 1, c: undefined});
	expect(share<unknown>([1], {0: 1})).toEqual({0: 1});
	expect(share<unknown>(undefined, {a: 1})).toEqual({a: 1});
});

test('an element of the same props is the same; what is no plain object is the same or not', () => {
	const element = createElement('a', {rows: before.rows, id: 1});
	expect(share(element, createElement('a', {rows: structuredClone(before.rows), id: 1}))).toBe(element);
	const other = createElement('a', {rows: before.rows, id: 2});
	expect(share(element, other)).toBe(other);
	const map = new Map();
	expect(share({map: new Map()}, {map}).map).toBe(map);
});
