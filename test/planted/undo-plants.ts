import type {Plant} from './plant.ts';

const restore = ['test/app/restore'];

/** Faults in taking verbs back. */
export const undoPlants: readonly Plant[] = [
	{
		fault: 'what was taken back is taken back again',
		file: 'source/app/asking/take-back.ts',
		from: 'job.takesBack === undefined && !isTaken(job)',
		to: 'job.takesBack === undefined && isTaken(job) !== undefined',
		tests: ['test/app/take-back'],
	},
	{
		fault: 'a verb is taken back though somebody else did that already',
		file: 'source/app/asking/take-back.ts',
		from: 'return undo.does === undefined || verb.label(row) === undo.does',
		to: 'return undo.does === undefined || verb.label(row) !== undefined',
		tests: ['test/app/take-back'],
	},
	{
		fault: 'of a batch only the first is taken back',
		file: 'source/app/asking/take-back.ts',
		from: 'const act = [...wholes.values()];',
		to: 'const act = [...wholes.values()].slice(0, 1);',
		tests: ['test/app/take-back'],
	},
	{
		fault: 'what a project was stopped by is taken back once for each of its containers',
		file: 'source/app/asking/take-back.ts',
		from: 'JSON.stringify([act, kind, id])',
		to: 'JSON.stringify([act, kind, id, Math.random()])',
		tests: ['test/app/project-order'],
	},
	{
		fault: 'a spec is put back over what somebody changed since',
		file: 'source/engine/replaced-spec.ts',
		from: 'if (!isDeepStrictEqual(spec, after))',
		to: 'if (isDeepStrictEqual(spec, undefined))',
		tests: restore,
	},
	{
		fault: 'what was done before another engine joined is taken for gone',
		file: 'source/store/fleet-state.ts',
		from: '...(takesBack === undefined ? {} : {takesBack: asKey(engine, takesBack)}),',
		to: '...(takesBack === undefined ? {} : {takesBack: asKey(takesBack, engine)}),',
		tests: restore,
	},
	{
		fault: 'a limit that there was none of before is taken for one that can be brought back',
		file: 'source/resources/containers/limits-back.ts',
		from: "if (isNew('cpus') || isNew('memory')) return 'done';",
		to: "if (isNew('cpus') && isNew('memory')) return 'done';",
		tests: restore,
	},
	{
		fault: 'a promotion is taken back by another promotion',
		file: 'source/app/asking/take-back.ts',
		from: 'const by = undo.by ?? undo.verb;',
		to: 'const by = undo.verb;',
		tests: restore,
	},
	{
		fault: 'what a verb removed is told of another one beside it',
		file: 'source/engine/removal.ts',
		from: 'const kept = new WeakMap<AbortSignal, Definition[]>();',
		to: 'const all: Definition[] = [];\nconst kept = {get: (_: AbortSignal) => all, set: (_: AbortSignal, now: Definition[]) => all.splice(0, all.length, ...now)};',
		tests: ['test/engine/removal'],
	},
	{
		fault: 'what cannot be read is not removed',
		file: 'source/engine/removal.ts',
		from: 'keepings[kind].inspect(calls, id, signal).catch(() => undefined)',
		to: 'keepings[kind].inspect(calls, id, signal)',
		tests: ['test/app/removed'],
	},
	{
		fault: 'a service is made again with configs that are gone',
		file: 'source/engine/made-again.ts',
		from: 'withBody(await withPresentFiles(docker, wire(told.Spec)))',
		to: 'withBody(wire(told.Spec))',
		tests: ['test/app/removed'],
	},
	{
		fault: 'what was made again is told as removed',
		file: 'source/store/action-runner.ts',
		from: 'publisher.update(state => withoutRemoved(state, request.id));',
		to: '',
		tests: ['test/app/removed'],
	},
];
