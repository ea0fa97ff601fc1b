import {formatMemory, formatPercent} from '../../model/bytes.ts';
import {formatDuration} from '../../model/duration.ts';
import type {ClusterFacts, EngineFacts, Fact} from '../../model/engine-facts.ts';
import type {Span, Tone} from '../../model/tone.ts';
import {formatMoment} from '../cell.ts';
import type {View} from '../resource.ts';
import type {Branch, Report, Survey} from './survey.ts';

/** A line of a section: a label and what stands behind it, or words alone. */
type Entry = {
	readonly label?: string;
	readonly value: string;
	readonly tone?: Tone;
	readonly names?: readonly string[];
};

const labelWidth = 20;

const day = 86_400_000;

/** Certificates that end sooner stand out, ms. */
const soon = 30 * day;

const entry = (label: string, value: string | number | undefined, tone?: Tone): readonly Entry[] =>
	value === undefined || value === '' ? [] : [{label, value: String(value), ...(tone === undefined ? {} : {tone})}];

const yesNo = (label: string, value: boolean | undefined): readonly Entry[] =>
	entry(label, value === undefined ? undefined : value ? 'yes' : 'no');

const entriesOf = (facts: readonly Fact[]): readonly Entry[] => facts.flatMap(([name, value]) => entry(name, value));

const section = (title: string, entries: readonly Entry[], tone: Tone = 'accent'): readonly Branch[] =>
	entries.length === 0
		? []
		: [
				{
					id: title,
					cells: [{text: title, tone}],
					branches: entries.map(
						({label, value, tone: ofValue, names}, index): Branch => ({
							id: `${title} ${index}`,
							cells: [
								...(label === undefined ? [] : [{text: `${label.padEnd(labelWidth)} `, tone: 'quiet'} satisfies Span]),
								ofValue === undefined ? {text: value} : {text: value, tone: ofValue},
							],
							copied: value,
							...(names === undefined ? {} : {names}),
						}),
					),
				},
			];

/** What this engine has no route for, or what only others tell. */
const lacksOf = ({state}: View): readonly Entry[] => {
	const missing = Object.entries(state.tables).flatMap(([name, {fault}]) =>
		fault === undefined ? [] : entry(name, fault.message, fault.kind === 'missing' ? 'quiet' : 'bad'),
	);
	const managed =
		state.role === 'manager' || state.role === 'unknown'
			? []
			: entry(
					'swarm',
					state.role === 'worker'
						? 'a worker tells nothing of its swarm: only managers do'
						: 'none here: it has no services, tasks, nodes, secrets or configs',
					'quiet',
				);
	return [
		...missing,
		...(state.eventsFault === undefined ? [] : entry('events', state.eventsFault.message, 'bad')),
		...managed,
	];
};

const reachedOf = (view: View, facts: EngineFacts): readonly Entry[] => {
	const {state, now} = view;
	const {connection} = state;
	const spoken = state.apiVersion ?? state.info?.apiVersion;
	const range =
		facts.apiVersion === undefined ? '' : ` (the engine knows ${facts.oldestApiVersion ?? '?'} to ${facts.apiVersion})`;
	return [
		...entry('address', state.address),
		...entry('API spoken', spoken === undefined ? undefined : `${spoken}${range}`),
		...entry(
			'connected',
			connection.status === 'live' ? `for ${formatDuration(now - connection.since)}` : connection.status,
		),
		...entry(
			'its clock',
			state.clockOffset === 0
				? 'agrees with ours'
				: `${formatDuration(Math.abs(state.clockOffset))} ${state.clockOffset > 0 ? 'ahead' : 'behind'}`,
		),
		...entry('usage read by', state.tier === 'unknown' ? undefined : state.tier),
	];
};

const until = (moment: number, now: number): Pick<Entry, 'value' | 'tone'> => {
	const left = moment - now;
	if (left <= 0) return {value: `${formatMoment(moment)}: it has ended`, tone: 'bad'};
	const text = `${formatMoment(moment)}, in ${formatDuration(left)}`;
	return left < soon ? {value: text, tone: 'warning'} : {value: text};
};

const clusterOf = (cluster: ClusterFacts | undefined, now: number): readonly Entry[] =>
	cluster === undefined
		? []
		: [
				...entry('swarm id', cluster.id),
				...entry('made', cluster.createdAt === undefined ? undefined : formatMoment(cluster.createdAt)),
				...(cluster.rootEndsAt === undefined
					? []
					: [{label: 'root authority ends', ...until(cluster.rootEndsAt, now)}]),
				...entry(
					'node certificates',
					cluster.nodeCertificateLife === undefined
						? undefined
						: `hold ${Math.round(cluster.nodeCertificateLife / day)} days`,
				),
				...(cluster.isRotatingRoot ? entry('root authority', 'is being replaced', 'busy') : []),
				...yesNo('locked on restart', cluster.isAutolocked),
				...entry('tasks kept a slot', cluster.taskHistory),
				...entry('raft settings', cluster.raft.map(([name, value]) => `${name} ${value}`).join(', ')),
			];

/** Managers as the list of nodes tells them: a majority must be reached. */
const managersOf = ({state}: View): readonly Entry[] => {
	const managers = [...state.tables.nodes.rows.values()].filter(({role}) => role === 'manager');
	if (managers.length === 0) return [];
	const reached = managers.filter(({reachability}) => reachability === 'reachable').length;
	const needed = Math.floor(managers.length / 2) + 1;
	const spare = reached - needed;
	return [
		...entry(
			'raft',
			`${reached} of ${managers.length} managers reached, ${needed} needed: ${spare > 0 ? `${spare} may fail` : spare === 0 ? 'none may fail' : 'there is no quorum'}`,
			spare > 0 ? 'plain' : spare === 0 && managers.length <= 2 ? 'plain' : spare === 0 ? 'warning' : 'bad',
		),
		...managers.map(
			({id, name, address, isLeader, reachability = 'unknown', engineVersion}): Entry => ({
				label: 'manager',
				value: [name, isLeader ? 'leader' : reachability, address, engineVersion].filter(Boolean).join('  '),
				names: [`nodes ${id}`],
				...(reachability === 'reachable' ? {} : {tone: 'bad' as const}),
			}),
		),
	];
};

const swarmOf = ({swarm}: EngineFacts, view: View): readonly Entry[] => [
	...entry('state', swarm.state === 'active' ? `active, ${swarm.isManager ? 'a manager' : 'a worker'}` : swarm.state),
	...entry('error', swarm.error, 'bad'),
	...entry('node id', swarm.nodeId),
	...entry('address', swarm.address),
	...entry(
		'nodes',
		swarm.nodes === undefined ? undefined : `${swarm.nodes}, ${swarm.managers ?? '?'} of them managers`,
	),
	...entry('managers at', swarm.remoteManagers.join(', ')),
	...entry('not told', swarm.clusterFault, 'bad'),
	...clusterOf(swarm.cluster, view.now),
	...(swarm.isManager ? managersOf(view) : []),
];

const hostOf = ({host}: EngineFacts): readonly Entry[] => {
	if ('unknown' in host) return entry('now', `unknown: ${host.unknown}`, 'quiet');
	const used = host.memory - host.freeMemory;
	const {disk} = host;
	return [
		...entry('CPU', host.cpu === undefined ? undefined : `${formatPercent(host.cpu)} of ${host.cores} cores`),
		...entry('load', `${host.load.map(value => value.toFixed(2)).join('  ')} over 1, 5 and 15 minutes`),
		...entry(
			'memory',
			`${formatMemory(used)} of ${formatMemory(host.memory)} in use, ${formatPercent((used / host.memory) * 100)}`,
		),
		...(disk === undefined
			? []
			: entry(
					'disk',
					`${formatMemory(disk.free)} of ${formatMemory(disk.size)} free below ${disk.path}`,
					disk.free < disk.size / 10 ? 'warning' : 'plain',
				)),
	];
};

/** All that is told of an engine, by sections; warnings first. */
export const engineBranches = (facts: EngineFacts, view: View): readonly Branch[] => [
	...section(
		'Warnings',
		facts.warnings.map((value): Entry => ({value, tone: 'warning'})),
		'warning',
	),
	...section('Engine', [
		...entry('name', facts.name),
		...entry('version', facts.version),
		...entriesOf(facts.components.filter(([name]) => name !== 'Engine')),
		...entry('system', facts.operatingSystem),
		...entry('kernel', [facts.kernel, facts.architecture].filter(Boolean).join('  ')),
		...entry('CPUs', facts.cpus),
		...entry('memory', facts.memory === undefined ? undefined : formatMemory(facts.memory)),
		...entry(
			'cgroup',
			[facts.cgroupDriver, facts.cgroupVersion === undefined ? '' : `version ${facts.cgroupVersion}`]
				.filter(Boolean)
				.join(', '),
		),
		...entry('logs kept by', facts.logDriver),
		...entry(
			'runtimes',
			facts.runtimes.map(name => (name === facts.defaultRuntime ? `${name} (usual)` : name)).join(', '),
		),
		...yesNo('live restore', facts.isLiveRestored),
		...yesNo('rootless', facts.isRootless),
		...yesNo('experimental', facts.isExperimental),
		...yesNo('debugging', facts.isDebugging),
		...entry('security', facts.security.join(', ')),
		...entry('labels', facts.labels.join(', ')),
	]),
	...section('Reached', reachedOf(view, facts)),
	...section('Machine', hostOf(facts)),
	...section('Storage', [
		...entry('driver', facts.storageDriver),
		...entry('folder', facts.root),
		...entriesOf(facts.storage),
	]),
	...section('Swarm', swarmOf(facts, view)),
	...section('Registries', [
		...entry('usual', facts.registry),
		...entry('mirrors', facts.mirrors.join(', ')),
		...entry('insecure', facts.insecureRegistries.join(', ')),
	]),
	...section('Proxies', entriesOf(facts.proxies)),
	...section('Plugins', entriesOf(facts.plugins)),
	...section('What it lacks', lacksOf(view)),
];

const reportOf = (facts: EngineFacts): Report => ({
	branches: view => engineBranches(facts, view),
	facts,
	summary: [facts.version, facts.operatingSystem].filter(Boolean).join(', '),
});

/** All that an engine tells of itself. */
export const engine: Survey = {
	word: 'engine',
	title: 'Engine',
	help: 'what the engine is, warns of and lacks, its swarm, and how its machine stands',
	columns: [],
	reads: ['nodes'],
	ask: async (asked, signal) => reportOf(await asked.system.facts(signal)),
};
