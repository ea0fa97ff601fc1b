import {type Flag, type FlagWords, isSwitch, takes, text, withFlags} from './flag-words.ts';
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

const hostFault = (value: string): Parsed<string> =>
	/^[^:=]+[:=].+$/.test(value) ? {value: value.replace(/^([^:=]+)=/, '$1:')} : {fault: `${value} is no name:address`};

const both = (value: string): Parsed<number | 'unlimited'> =>
	value === '-1' ? {value: 'unlimited'} : parseMemory(value);

const count = (value: string): Parsed<number> =>
	/^-?\d{1,9}$/.test(value) ? {value: Number(value)} : {fault: `${value} is no count of processes`};

// biome-ignore format: one line a flag, as a table.
/** All flags that are understood; any other is refused by its name. */
export const runFlags: ReadonlyArray<Flag<RunPlan>> = [
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

/** The plan that told words come to, or why one of their values is none. */
export const planOf = ({flags, image, command}: FlagWords<RunPlan>): Parsed<RunPlan> => {
	if (image === undefined || image === '') return {fault: 'it wants the name of an image'};
	const said = withFlags<RunPlan>({...planFor(image), command}, flags);
	if ('fault' in said) return said;
	const plan = said.value;
	const {memory, memoryAndSwap} = plan.limits;
	if (typeof memoryAndSwap === 'number' && memory !== undefined && memoryAndSwap < memory)
		return {fault: 'memory and swap together are no less than memory alone'};
	if (plan.isRemoved && plan.limits.restart !== 'no')
		return {fault: '--rm and --restart do not go together: what is removed is not started again'};
	return {value: plan};
};
