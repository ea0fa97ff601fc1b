import type {Plant} from './plant.ts';

/** Faults in taking verbs back. */
export const undoPlants: readonly Plant[] = [
	{
		fault: 'what was taken back is taken back again',
		file: 'source/app/take-back.ts',
		from: 'job.takesBack === undefined && !taken.has(job.id)',
		to: 'job.takesBack === undefined && taken.size >= 0',
		tests: ['test/app/take-back'],
	},
	{
		fault: 'a verb is taken back though somebody else did that already',
		file: 'source/app/take-back.ts',
		from: 'if (undo.does !== undefined && verb.label(row) !== undo.does)',
		to: 'if (undo.does !== undefined && verb.label(row) === undefined)',
		tests: ['test/app/take-back'],
	},
	{
		fault: 'of a batch only the first is taken back',
		file: 'source/app/take-back.ts',
		from: 'const act = done.filter(({undo}) => undo.act === last);',
		to: 'const act = done.filter(({undo}) => undo.act === last).slice(0, 1);',
		tests: ['test/app/take-back'],
	},
];
