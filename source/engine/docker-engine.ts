import {cleanJson} from '../model/clean-text.ts';
import type {LaneName} from './agents.ts';
import {listAnswer, objectAnswer} from './answer-shape.ts';
import {untilAborted} from './body-stream.ts';
import {createCgroupReader} from './cgroup-usage.ts';
import {decodeContainer} from './decode-container.ts';
import {decodeContainerDetails} from './decode-details.ts';
import {decodeInfo, decodeNode, decodeService, decodeTask, roleOfHeader} from './decode-swarm.ts';
import {decodeUsage} from './decode-usage.ts';
import type {Engine, EngineAddress} from './engine.ts';
import {containerActions, serviceActions} from './engine-actions.ts';
import {EngineError} from './engine-error.ts';
import {openEvents} from './events-reader.ts';
import {readLog} from './log-reader.ts';
import {type CallOptions, createDockerode} from './modem.ts';
import {createPatience} from './patience.ts';
import type {Transport} from './transport.ts';
import {readUsage} from './usage-reader.ts';
import {positive, text, type Wire, wire, wires} from './wire.ts';

/** Deadlines in ms. A manager without quorum hangs 20 s: swarm calls give up long before. */
const deadlines = {ping: 2000, swarm: 3000, containers: 10_000, stats: 10_000, headers: 10_000} as const;

/** What an engine is made of. */
export type EngineParts = {
	readonly transport: Transport;
	readonly address: EngineAddress;
	readonly version: string;
	readonly host: string;
};

const networkModeOf = (body: Wire): string | undefined => text(wire(body.HostConfig).NetworkMode);

/** The Engine over dockerode's routes. */
export const createEngine = ({transport, address, version, host}: EngineParts): Engine => {
	const docker = createDockerode(transport, version);
	const via = (lane: LaneName, deadline: number | undefined, signal: AbortSignal): CallOptions => ({
		lane,
		deadline,
		signal,
	});
	const containers = (signal: AbortSignal) => docker(via('containers', deadlines.containers, signal));
	const patience = createPatience();
	const swarm = (signal: AbortSignal, deadline: number = deadlines.swarm) => docker(via('swarm', deadline, signal));
	const streams = (signal: AbortSignal) => docker(via('streams', deadlines.headers, signal));
	const isLocal = address.url.startsWith('unix://');
	let networkModes = new Map<string, string>();
	const cgroups = createCgroupReader({
		networkMode: id => networkModes.get(id),
		find: async (id, signal) => {
			const body = wire(await containers(signal).getContainer(id).inspect());
			const pid = positive(wire(body.State).Pid);
			return pid === undefined ? undefined : {pid, networkMode: networkModeOf(body)};
		},
	});
	return {
		host,
		address: address.url,
		apiVersion: version,
		isLocal,
		requests: transport.requests,
		clockOffset: transport.clockOffset,

		ping: async signal => {
			const {response} = await transport.ask({
				method: 'GET',
				path: '/_ping',
				lane: 'containers',
				deadline: deadlines.ping,
				signal,
			});
			const header = response.headers.swarm;
			return {swarm: roleOfHeader(Array.isArray(header) ? header[0] : header)};
		},
		info: signal =>
			patience.ask('/info', deadlines.swarm, async deadline =>
				decodeInfo(
					objectAnswer('the engine', ['ServerVersion', 'Name', 'ID'], await swarm(signal, deadline).info()),
					version,
				),
			),

		containers: async ({ids}, signal) => {
			const answer: unknown = await containers(signal).listContainers({
				all: true,
				...(ids === undefined ? {} : {filters: {id: [...ids]}}),
			});
			const rows = listAnswer('the containers', answer);
			const now = Date.now() + transport.clockOffset();
			if (isLocal) {
				if (ids === undefined) networkModes = new Map();
				for (const row of rows) {
					const mode = networkModeOf(wire(row));
					if (mode !== undefined) networkModes.set(text(wire(row).Id) ?? '', mode);
				}
			}
			return rows.map(row => decodeContainer(row, host, now)).filter(row => row !== undefined);
		},
		container: async (id, signal) =>
			decodeContainerDetails(
				objectAnswer('the container', ['Id'], await containers(signal).getContainer(id).inspect()),
			),
		processes: async (id, signal) => {
			const answer = objectAnswer('the processes', ['Titles'], await containers(signal).getContainer(id).top());
			return {
				titles: wires(answer.Titles).map(title => text(title) ?? ''),
				rows: wires(answer.Processes).map(row => wires(row).map(cell => text(cell) ?? '')),
			};
		},
		sample: async (id, signal) => {
			const container = docker(via('stats', deadlines.stats, signal)).getContainer(id);
			try {
				return decodeUsage(await container.stats({stream: false, 'one-shot': true}));
			} catch (error) {
				// Podman refuses for what does not run, with a 500 that says nothing else.
				const isRefused = error instanceof EngineError && (error.status === 500 || error.status === 409);
				if (isRefused && wire(wire(await container.inspect()).State).Running === false) return undefined;
				throw error;
			}
		},
		localSample: isLocal
			? cgroups
			: () => Promise.reject(new EngineError('forbidden', 'the engine is not on this machine')),
		samples: (id, signal) => untilAborted(readUsage(streams(signal).getContainer(id), signal), signal),

		services: async signal =>
			listAnswer(
				'the services',
				await patience.ask('/services', deadlines.swarm, deadline =>
					swarm(signal, deadline).listServices({...{status: true}}),
				),
			)
				.map(row => decodeService(row, host))
				.filter(row => row !== undefined),
		tasks: async (known, signal) => {
			const maps = {
				services: new Map(known.services.map(service => [service.id, service])),
				nodes: new Map(known.nodes.map(node => [node.id, node])),
			};
			return listAnswer(
				'the tasks',
				await patience.ask('/tasks', deadlines.swarm, deadline => swarm(signal, deadline).listTasks()),
			)
				.map(row => decodeTask(row, host, maps))
				.filter(row => row !== undefined);
		},
		nodes: async (selfId, signal) =>
			listAnswer(
				'the nodes',
				await patience.ask('/nodes', deadlines.swarm, deadline => swarm(signal, deadline).listNodes()),
			)
				.map(row => decodeNode(row, host, selfId))
				.filter(row => row !== undefined),

		inspect: async (kind, id, signal) => {
			switch (kind) {
				case 'container':
					return cleanJson(objectAnswer('the container', ['Id'], await containers(signal).getContainer(id).inspect()));
				case 'service':
					return cleanJson(objectAnswer('the service', ['ID'], await swarm(signal).getService(id).inspect()));
				case 'task':
					return cleanJson(objectAnswer('the task', ['ID'], await swarm(signal).getTask(id).inspect()));
				case 'node':
					return cleanJson(objectAnswer('the node', ['ID'], await swarm(signal).getNode(id).inspect()));
			}
		},

		events: (since, signal) => openEvents(streams(signal), since, signal),
		logs: (target, options, signal) => readLog({containers, swarm, streams}, target, options, signal),

		...containerActions(signal => docker(via('actions', undefined, signal))),
		...serviceActions(signal => docker(via('actions', 10_000, signal))),
		close: transport.close,
	};
};
