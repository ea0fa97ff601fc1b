import {planFor, type RunPlan} from './run-plan.ts';
import {
	type Parsed,
	parseBind,
	parseCpus,
	parseMemory,
	parseMount,
	parsePorts,
	parseRestart,
	parseVariable,
} from './run-values.ts';

/** A flag of `docker run` that is understood here. */
export type RunFlag = {
	/** The long one first: `--publish`, `-p`. */
	readonly names: readonly string[];
	/** Whether a value belongs to it. */
	readonly takesValue: boolean;
	/** The plan with it, or why it cannot be. */
	readonly apply: (plan: RunPlan, value: string) => Parsed<RunPlan>;
};

const takes = <Value>(
	names: readonly string[],
	parse: (text: string) => Parsed<Value>,
	put: (plan: RunPlan, value: Value) => RunPlan,
): RunFlag => ({
	names,
	takesValue: true,
	apply(plan, text) {
		const parsed = parse(text);
		return 'fault' in parsed ? parsed : {value: put(plan, parsed.value)};
	},
});

const text = (value: string): Parsed<string> => (value === '' ? {fault: 'it wants a value'} : {value});

const isSwitch = (names: readonly string[], put: (plan: RunPlan) => RunPlan): RunFlag => ({
	names,
	takesValue: false,
	apply: plan => ({value: put(plan)}),
});

const hostFault = (value: string): Parsed<string> =>
	/^[^:=]+[:=].+$/.test(value) ? {value: value.replace(/^([^:=]+)=/, '$1:')} : {fault: `${value} is no name:address`};

const both = (value: string): Parsed<number | 'unlimited'> =>
	value === '-1' ? {value: 'unlimited'} : parseMemory(value);

const count = (value: string): Parsed<number> =>
	/^-?\d{1,9}$/.test(value) ? {value: Number(value)} : {fault: `${value} is no count of processes`};

// biome-ignore format: one line a flag, as a table.
/** All flags that are understood; any other is refused by its name. */
export const runFlags: readonly RunFlag[] = [
	takes(['--publish', '-p'], parsePorts, (plan, ports) => ({...plan, ports: [...plan.ports, ...ports]})),
	takes(['--env', '-e'], parseVariable, (plan, variable) => ({...plan, environment: [...plan.environment, variable]})),
	takes(['--volume', '-v'], parseBind, (plan, bind) => ({...plan, binds: [...plan.binds, bind]})),
	takes(['--name'], text, (plan, name) => ({...plan, name})),
	takes(['--network', '--net'], text, (plan, network) => ({...plan, network})),
	takes(['--restart'], parseRestart, (plan, policy) => ({...plan, limits: {...plan.limits, ...policy}})),
	takes(['--cpus'], parseCpus, (plan, cpus) => ({...plan, limits: {...plan.limits, cpus}})),
	takes(['--memory', '-m'], parseMemory, (plan, memory) => ({...plan, limits: {...plan.limits, memory}})),
	takes(['--memory-swap'], both, (plan, memoryAndSwap) => ({...plan, limits: {...plan.limits, memoryAndSwap}})),
	takes(['--pids-limit'], count, (plan, pids) => ({...plan, limits: {...plan.limits, pids}})),
	takes(['--mount'], parseMount, (plan, mount) => ({...plan, mounts: [...plan.mounts, mount]})),
	takes(['--network-alias', '--net-alias'], text, (plan, alias) => ({...plan, networkAliases: [...plan.networkAliases, alias]})),
	takes(['--hostname', '-h'], text, (plan, hostname) => ({...plan, hostname})),
	takes(['--user', '-u'], text, (plan, user) => ({...plan, user})),
	takes(['--workdir', '-w'], text, (plan, directory) => ({...plan, directory})),
	takes(['--label', '-l'], text, (plan, label) => ({...plan, labels: [...plan.labels, label]})),
	takes(['--entrypoint'], value => ({value}), (plan, entrypoint) => ({...plan, entrypoint})),
	takes(['--cap-add'], text, (plan, name) => ({...plan, addedCapabilities: [...plan.addedCapabilities, name]})),
	takes(['--cap-drop'], text, (plan, name) => ({...plan, droppedCapabilities: [...plan.droppedCapabilities, name]})),
	takes(['--add-host'], hostFault, (plan, host) => ({...plan, hosts: [...plan.hosts, host]})),
	isSwitch(['--publish-all', '-P'], plan => ({...plan, isPublishingAll: true})),
	isSwitch(['--rm'], plan => ({...plan, isRemoved: true})),
	isSwitch(['--tty', '-t'], plan => ({...plan, hasTty: true})),
	isSwitch(['--interactive', '-i'], plan => ({...plan, isInteractive: true})),
	isSwitch(['--privileged'], plan => ({...plan, isPrivileged: true})),
	isSwitch(['--read-only'], plan => ({...plan, hasReadOnlyFiles: true})),
	isSwitch(['--init'], plan => ({...plan, hasInit: true})),
	isSwitch(['--detach', '-d'], plan => plan),
];

const flagNamed = (name: string): RunFlag | undefined => runFlags.find(({names}) => names.includes(name));

/** A flag with the value that was given for it; `''` where it takes none. */
export type GivenFlag = {readonly flag: RunFlag; readonly value: string};

/** Words of `docker run` told apart, nothing left out. */
export type RunWords = {
	readonly flags: readonly GivenFlag[];
	readonly image?: string;
	readonly command: readonly string[];
};

const unknown = (name: string) => ({
	fault: `${name} is not known here: take it out, or run this line in a shell`,
});

/** Short flags that were written together: `-dit`, `-p8080:80`. The last one may want the next word. */
const shortFlags = (
	word: string,
	next: string | undefined,
): {readonly flags: readonly GivenFlag[]; readonly used: 1 | 2} | {readonly fault: string} => {
	const flags: GivenFlag[] = [];
	for (let at = 1; at < word.length; at++) {
		const name = `-${word[at]}`;
		const flag = flagNamed(name);
		if (flag === undefined) return unknown(name);
		if (!flag.takesValue) {
			flags.push({flag, value: ''});
			continue;
		}
		const rest = word.slice(at + 1).replace(/^=/, '');
		if (rest !== '') return {flags: [...flags, {flag, value: rest}], used: 1};
		return next === undefined
			? {fault: `${name} wants a value after it`}
			: {flags: [...flags, {flag, value: next}], used: 2};
	}
	return {flags, used: 1};
};

const longFlag = (
	word: string,
	next: string | undefined,
): {readonly flags: readonly GivenFlag[]; readonly used: 1 | 2} | {readonly fault: string} => {
	const at = word.indexOf('=');
	const name = at === -1 ? word : word.slice(0, at);
	const given = at === -1 ? undefined : word.slice(at + 1);
	const flag = flagNamed(name);
	if (flag === undefined) return unknown(name);
	if (flag.takesValue) {
		if (given !== undefined) return {flags: [{flag, value: given}], used: 1};
		return next === undefined ? {fault: `${name} wants a value after it`} : {flags: [{flag, value: next}], used: 2};
	}
	if (given !== undefined && !['true', 'false'].includes(given)) return {fault: `${name} takes no value ${given}`};
	return {flags: given === 'false' ? [] : [{flag, value: ''}], used: 1};
};

/** Tells the words after `docker run` apart; every one is understood or refused by its name. */
export const readRunWords = (words: readonly string[]): RunWords | {readonly fault: string} => {
	const flags: GivenFlag[] = [];
	let at = 0;
	while (at < words.length) {
		const word = words[at] ?? '';
		if (word === '--') {
			at++;
			break;
		}
		if (!word.startsWith('-') || word === '-') break;
		const read = word.startsWith('--') ? longFlag(word, words[at + 1]) : shortFlags(word, words[at + 1]);
		if ('fault' in read) return read;
		flags.push(...read.flags);
		at += read.used;
	}
	const [image, ...command] = words.slice(at);
	return {flags, command, ...(image === undefined ? {} : {image})};
};

/** The plan that told words come to, or why one of their values is none. */
export const planOf = ({flags, image, command}: RunWords): Parsed<RunPlan> => {
	if (image === undefined || image === '') return {fault: 'it wants the name of an image'};
	let plan: RunPlan = {...planFor(image), command};
	for (const {flag, value} of flags) {
		const next = flag.apply(plan, value);
		if ('fault' in next) return next;
		plan = next.value;
	}
	const {memory, memoryAndSwap} = plan.limits;
	if (typeof memoryAndSwap === 'number' && memory !== undefined && memoryAndSwap < memory)
		return {fault: 'memory and swap together are no less than memory alone'};
	if (plan.isRemoved && plan.limits.restart !== 'no')
		return {fault: '--rm and --restart do not go together: what is removed is not started again'};
	return {value: plan};
};
