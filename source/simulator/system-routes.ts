import {imageRow} from './image-json.ts';
import {joiningWire} from './join-routes.ts';
import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';
import {volumeNameOf} from './volume-plan.ts';
import {volumeJson} from './volume-routes.ts';
import {momentText, statusWords} from './words.ts';
import {digestOf, hashOf} from './world.ts';

const mebibyte = 1024 ** 2;

/** Bytes that follow from a name, the same every time. */
const sizeOf = (name: string, most: number): number => hashOf(`size ${name}`) % most;

const imagesOf = ({machine, minorVersion}: Visit): readonly object[] => {
	const containers = [...machine.containers.values()];
	return [...machine.images.values()].map(image => ({
		...imageRow(image, minorVersion, true),
		SharedSize: 0,
		Containers: containers.filter(container => image.tags.includes(container.image) || container.image === image.name)
			.length,
	}));
};

const containersOf = ({machine, now}: Visit): readonly object[] =>
	[...machine.containers.values()].map(container => ({
		Id: container.id,
		Names: [`/${container.name}`],
		Image: container.image,
		Created: Math.floor(container.createdAt / 1000),
		SizeRw: sizeOf(container.name, 40 * mebibyte),
		SizeRootFs: 120 * mebibyte,
		Labels: container.labels,
		State: container.state,
		Status: statusWords(container, now()),
	}));

const volumesOf = ({machine}: Visit): readonly object[] =>
	[...machine.volumes.values()].map(volume => ({
		...volumeJson(volume),
		UsageData: {
			// Shares are not counted.
			Size: volume.options.type === undefined ? sizeOf(volume.name, 900 * mebibyte) : -1,
			RefCount: [...machine.containers.values()].filter(container =>
				container.volumes.some(mount => volumeNameOf(mount) === volume.name),
			).length,
		},
	}));

const cacheOf = ({machine, now}: Visit): readonly object[] =>
	machine.containers.size === 0
		? []
		: ['RUN npm ci', 'COPY . .', 'pulled from docker.io/library/node:22'].map((step, index) => ({
				ID: digestOf(step).slice(7, 32),
				Type: index === 2 ? 'regular' : 'exec.cachemount',
				Description: step,
				InUse: index === 1,
				Shared: index === 2,
				Size: sizeOf(step, 300 * mebibyte),
				CreatedAt: momentText(now() - 86_400_000 * (index + 2)),
				LastUsedAt: momentText(now() - 3_600_000 * (index + 1)),
				UsageCount: index + 1,
			}));

const rowSum = (rows: readonly object[], key: string): number =>
	// Safe: rows of ours are plain objects.
	rows.reduce((sum, row) => sum + Math.max(0, Number((row as Record<string, unknown>)[key] ?? 0)), 0);

/** `GET /system/df`: from version 1.52 on with sums of its own. */
const diskUsage = (visit: Visit): void => {
	const images = imagesOf(visit);
	const containers = containersOf(visit);
	const volumes = volumesOf(visit);
	const cache = cacheOf(visit);
	if (visit.minorVersion >= 52) {
		visit.json(200, {
			ImageUsage: {TotalSize: rowSum(images, 'Size'), Items: images},
			ContainerUsage: {TotalSize: rowSum(containers, 'SizeRw'), Items: containers},
			VolumeUsage: {Items: volumes},
			BuildCacheUsage: {Items: cache},
		});
		return;
	}
	visit.json(200, {
		LayersSize: rowSum(images, 'Size'),
		Images: images,
		Containers: containers,
		Volumes: volumes,
		BuildCache: cache,
		BuilderSize: 0,
	});
};

/** A certificate of an authority; its key is thrown away. */
const rootCertificate = [
	'-----BEGIN CERTIFICATE-----',
	'MIIBejCCASGgAwIBAgIUHEPmORjC7whY8A4Q/34HjnHwXhUwCgYIKoZIzj0EAwIw',
	'EzERMA8GA1UEAwwIc3dhcm0tY2EwHhcNMjYxMTI4MDk1MjE3WhcNNDYxMTIzMDk1',
	'MjE3WjATMREwDwYDVQQDDAhzd2FybS1jYTBZMBMGByqGSM49AgEGCCqGSM49AwEH',
	'A0IABOA9MLJ7NXP2ZzpNlJ1oX46rbIKQrjRJEFer9BFyGN446qJdG1qXRdoLXWli',
	'v2n7DM072v+QSbkorMhFuJe/ZMKjUzBRMB0GA1UdDgQWBBTEBXVNGY3KdSnI+bbs',
	's7Kcu1+/UzAfBgNVHSMEGDAWgBTEBXVNGY3KdSnI+bbss7Kcu1+/UzAPBgNVHRMB',
	'Af8EBTADAQH/MAoGCCqGSM49BAMCA0cAMEQCIALQieoUntAAdNUrkk0f7E9/IFu9',
	'btvLq6oSQ+Y9sazUAiAgsnLQs/2g9Fd44W4u8Dzn7xEFWRxYEAWvEeuZM4yq1w==',
	'-----END CERTIFICATE-----',
	'',
].join('\n');

/** `GET /swarm`, which only managers answer. */
const swarm = (visit: Visit): void => {
	if (visit.machine.fleet.swarm === undefined || visit.isWorker)
		throw new Refusal(503, 'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join".');
	const {Version, EncryptionConfig, JoinTokens} = joiningWire(visit);
	visit.json(200, {
		ID: digestOf('cluster').slice(7, 32),
		Version,
		CreatedAt: momentText(visit.now() - 200 * 86_400_000),
		UpdatedAt: momentText(visit.now() - 86_400_000),
		Spec: {
			Name: 'default',
			Labels: {},
			Orchestration: {TaskHistoryRetentionLimit: 5},
			Raft: {
				SnapshotInterval: 10_000,
				KeepOldSnapshots: 0,
				LogEntriesForSlowFollowers: 500,
				ElectionTick: 10,
				HeartbeatTick: 1,
			},
			Dispatcher: {HeartbeatPeriod: 5_000_000_000},
			CAConfig: {NodeCertExpiry: 7_776_000_000_000_000},
			TaskDefaults: {},
			EncryptionConfig,
		},
		TLSInfo: {TrustRoot: rootCertificate, CertIssuerSubject: '', CertIssuerPublicKey: ''},
		RootRotationInProgress: false,
		JoinTokens,
	});
};

/** What an engine tells of itself as a whole, beside `/info`. */
export const systemRoutes: readonly Route[] = [
	{method: 'GET', pattern: /^\/system\/df$/, answer: diskUsage},
	{method: 'GET', pattern: /^\/swarm$/, answer: swarm},
];
