import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {plants} from '../planted/plants.ts';

const root = join(import.meta.dirname, '../..');

it('each fault that can be planted stands where it is to be planted: what is changed there takes it along', () => {
	const stale = plants
		.filter(({file, from}) => readFileSync(join(root, file), 'utf8').split(from).length !== 2)
		.map(({fault, file}) => `${file}: ${fault}`);
	expect(stale).toEqual([]);
});
