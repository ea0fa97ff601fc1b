import type {Plant} from './plant.ts';

/** Faults in how lists are narrowed and grouped. */
export const listPlants: readonly Plant[] = [
	{
		fault: 'letters of a name pass in any order',
		file: 'source/resources/filter.ts',
		from: 'if (letter === letters[found]) found++;',
		to: 'if (letters.includes(letter)) found++;',
		tests: ['test/resources/filter'],
	},
	{
		fault: 'groups stand by name though the list is sorted by usage',
		file: 'source/app/list/list-groups.ts',
		from: 'compareFigures(one, other, direction) || ',
		to: '',
		tests: ['test/app/groups'],
	},
];
