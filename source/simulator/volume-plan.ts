import {containerIdOf, type Fleet, type SimulatedContainer} from './world.ts';

/** A volume of the simulated engine. */
export type SimulatedVolume = {
	readonly name: string;
	readonly driver: string;
	/** ms. */
	readonly createdAt: number;
	readonly labels: Readonly<Record<string, string>>;
	readonly options: Readonly<Record<string, string>>;
};

const day = 86_400_000;

/** What compose and stacks put on what they make for a container. */
export const ownerLabels = ({labels}: Pick<SimulatedContainer, 'labels'>): Readonly<Record<string, string>> =>
	Object.fromEntries(
		['com.docker.compose.project', 'com.docker.stack.namespace'].flatMap(key => {
			const value = labels[key];
			return value === undefined ? [] : [[key, value]];
		}),
	);

/** The volume of a mount such as `data:/var/lib/data`. */
export const volumeNameOf = (mount: string): string => mount.split(':')[0] ?? mount;

const volumesOf = (container: SimulatedContainer): readonly SimulatedVolume[] =>
	container.volumes.map(mount => ({
		name: volumeNameOf(mount),
		driver: 'local',
		createdAt: container.createdAt - 1000,
		labels: ownerLabels(container),
		options: {},
	}));

/** Volumes that lie about: one that a removed container left behind, one of a project that is down, and one of a share. */
const unusedVolumes = (now: number): readonly SimulatedVolume[] => [
	{
		name: containerIdOf('left behind'),
		driver: 'local',
		createdAt: now - 20 * day,
		labels: {'com.docker.volume.anonymous': ''},
		options: {},
	},
	{
		name: 'wiki_pages',
		driver: 'local',
		createdAt: now - 200 * day,
		labels: {'com.docker.compose.project': 'wiki', 'com.docker.compose.volume': 'pages'},
		options: {},
	},
	{
		name: 'archive',
		driver: 'local',
		createdAt: now - 90 * day,
		labels: {},
		options: {type: 'nfs', o: 'addr=10.0.0.9,ro', device: ':/export/archive'},
	},
];

/** The volumes that a fleet begins with: those of its containers, and some that nobody uses. */
export const planVolumes = (fleet: Fleet, now: number): readonly SimulatedVolume[] => [
	...fleet.containers.flatMap(volumesOf),
	...(fleet.containers.length === 0 ? [] : unusedVolumes(now)),
];
