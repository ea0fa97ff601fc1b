// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of source
import type {Plant} from './plant.ts';

const condition = 'source/resources/containers/condition.ts';
const containerTests = ['test/resources/container'];
const slots = 'source/resources/tasks/slots.ts';
const swarmTests = ['test/resources/services', 'test/resources/tasks', 'test/resources/nodes'];

const joins = 'test/app/joins';
const remembered = 'source/resources/remembered.ts';

/** Faults in what panels say, sort, filter and refuse. */
export const panelPlants: readonly Plant[] = [
	{
		fault: 'an unhealthy container counts as good',
		file: condition,
		from: "if (container.health === 'unhealthy') return {glyph: '✗', word: 'unhealthy', tone: 'bad'};",
		to: '',
		tests: containerTests,
	},
	{
		fault: 'a crash loop is one at 3000 ends',
		file: condition,
		from: 'const loopEnds = 3;',
		to: 'const loopEnds = 3000;',
		tests: containerTests,
	},
	{
		fault: 'a stop that was asked for is a failure',
		file: condition,
		from: 'code === 0 || code === 143 || code === 130',
		to: 'code === 0',
		tests: containerTests,
	},
	{
		fault: 'a failed start is none',
		file: condition,
		from: "if (startFailureOf(container, view) !== undefined) return {glyph: '✗', word: 'start failed', tone: 'bad'};",
		to: '',
		tests: containerTests,
	},
	{
		fault: 'a paused container is well',
		file: condition,
		from: "return {glyph: '‖', word: 'paused', tone: 'warning'};",
		to: "return {glyph: '‖', word: 'paused', tone: 'good'};",
		tests: containerTests,
	},
	{
		fault: 'the hungriest come last',
		file: condition,
		from: 'const value = cpu === undefined ? 1 : -Math.round(cpu);',
		to: 'const value = cpu === undefined ? 1 : Math.round(cpu);',
		tests: containerTests,
	},
	{
		fault: 'wrong names of signals',
		file: 'source/resources/containers/explain.ts',
		from: "return 'SIGTERM';",
		to: "return 'SIGKILL';",
		tests: ['test/resources/exit-code'],
	},
	{
		fault: 'running out of memory is not told',
		file: 'source/resources/containers/explain.ts',
		from: 'const isOutOfMemory = last?.isOutOfMemory === true || (isDown(container) && details?.isOutOfMemory === true);',
		to: 'const isOutOfMemory = false;',
		tests: containerTests,
	},
	{
		fault: 'a container that does not run can be killed',
		file: 'source/resources/containers/verbs.ts',
		from: "refusal: row => (isUp(row) ? undefined : 'it does not run'),",
		to: 'refusal: () => undefined,',
		tests: containerTests,
	},
	{
		fault: 'volumes are lost without a word',
		file: 'source/resources/containers/verbs.ts',
		from: 'with its anonymous volumes`, losesData: true}',
		to: 'with its anonymous volumes`}',
		tests: [...containerTests, 'test/app/program'],
	},
	{
		fault: 'what stands before a cause is kept',
		file: 'source/resources/cause.ts',
		from: 'rest = inner;',
		to: 'rest = message;',
		tests: ['test/resources/cause'],
	},
	{
		fault: 'a service that is down counts as running',
		file: 'source/resources/services/condition.ts',
		from: "? {glyph: '✗', word: 'down', tone: 'bad'}",
		to: "? {glyph: '●', word: 'running', tone: 'good'}",
		tests: swarmTests,
	},
	{
		fault: 'a failing update is under way',
		file: 'source/resources/services/condition.ts',
		from: "if (isFailing) return {glyph: '✗', word: `${what} failing`, tone: 'bad'};",
		to: '',
		tests: swarmTests,
	},
	{
		fault: 'a rollback of the engine is no news',
		file: 'source/resources/services/condition.ts',
		from: "service.update?.state === 'rollback_completed' && !service.hasPreviousSpec",
		to: 'false',
		tests: swarmTests,
	},
	{
		fault: 'a job is through at what runs at once',
		file: 'source/resources/services/condition.ts',
		from: ': (service.totalCompletions ?? service.desired);',
		to: ': service.desired;',
		tests: swarmTests,
	},
	{
		fault: 'figures of some tasks look like those of all',
		file: 'source/resources/services/services.ts',
		from: 'return running > counted ? {counted, running} : undefined;',
		to: 'return undefined;',
		tests: swarmTests,
	},
	{
		fault: 'a global service can be scaled',
		file: 'source/resources/services/verbs.ts',
		from: "service.mode === 'replicated' || service.mode === 'replicated-job'",
		to: 'service.mode !== undefined',
		tests: swarmTests,
	},
	{
		fault: 'history is trouble',
		file: 'source/resources/tasks/condition.ts',
		from: 'if (isHistory(task, view.state)) return conditionOfPast(task);',
		to: '',
		tests: swarmTests,
	},
	{
		fault: 'a join is worked out for each row',
		file: 'source/resources/rows.ts',
		from: 'listOf(table.of(state).rows) as readonly Row[]',
		to: '[...listOf(table.of(state).rows)] as readonly Row[]',
		tests: [joins],
	},
	{
		fault: 'a frame asks all rows for their condition anew',
		file: remembered,
		from: 'const isGoingOn = latest',
		to: 'const isGoingOn = false && latest',
		tests: [joins],
	},
	{
		fault: 'what was recent once is so for ever',
		file: remembered,
		from: 'until = Math.min(until, end);',
		to: '',
		tests: ['test/resources/remembered'],
	},
	{
		fault: 'failures of yesterday are counted',
		file: slots,
		from: 'isWithin(view, task.since ?? 0, failureSpan)',
		to: 'true',
		tests: swarmTests,
	},
	{
		fault: 'a slot that a lower count left stands',
		file: slots,
		from: 'return wanted.length >= (service.desired ?? 0) ? wanted : slots;',
		to: 'return slots;',
		tests: swarmTests,
	},
	{
		fault: 'a dead task keeps its figures',
		file: 'source/resources/tasks/tasks.ts',
		from: "task.state === 'running' && task.containerId !== undefined",
		to: 'task.containerId !== undefined',
		tests: swarmTests,
	},
	{
		fault: 'a drained node is well',
		file: 'source/resources/nodes/nodes.ts',
		from: "if (node.availability !== 'active') return {glyph: '‖', word: node.availability, tone: 'warning'};",
		to: '',
		tests: swarmTests,
	},
	{
		fault: 'label= finds nothing',
		file: 'source/resources/containers/containers.ts',
		from: 'label: row => Object.entries(row.labels).flatMap',
		to: 'label: () => [].flatMap',
		tests: [...containerTests, 'test/resources/filter', 'test/app/filter'],
	},
	{
		fault: '!word is word',
		file: 'source/resources/filter.ts',
		from: "typed.startsWith('!')",
		to: "typed.startsWith('!!')",
		tests: ['test/resources/filter', 'test/app/filter', 'test/app/program'],
	},
	{
		fault: 'an error in a panel ends the program',
		file: 'source/resources/fence.ts',
		from: 'return standIn(wordsOf(error));',
		to: 'throw error;',
		tests: ['test/resources/fence'],
	},
	{
		fault: 'patterns are searched for as they stand',
		file: 'source/resources/pattern.ts',
		from: 'test: text => compiled.matcher(text).find(),',
		to: 'test: text => text.includes(source),',
		tests: ['test/resources/pattern'],
	},
	{
		fault: 'a pattern of any length is tried',
		file: 'source/resources/pattern.ts',
		from: 'if (source.length > longest) return',
		to: 'if (source.length > 1e9) return',
		tests: ['test/resources/pattern'],
	},
];
