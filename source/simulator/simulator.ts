import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type IncomingMessage, type Server, type ServerResponse} from 'node:http';
import type {Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {sendBytes, sendJson, writeBytes} from './answer.ts';
import {containerRoutes} from './container-routes.ts';
import {engineRoutes} from './engine-routes.ts';
import {type Faults, noFaults} from './faults.ts';
import {imageRoutes} from './image-routes.ts';
import {imageTransferRoutes} from './image-transfer-routes.ts';
import {createMachine, type Machine} from './machine.ts';
import {networkRoutes} from './network-routes.ts';
import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';
import {swarmRoutes} from './swarm-routes.ts';
import {systemRoutes} from './system-routes.ts';
import {taskFileRoutes} from './task-file-routes.ts';
import {volumeRoutes} from './volume-routes.ts';
import type {Fleet} from './world.ts';

/** How a simulated engine is made. */
export type SimulatorOptions = {
	readonly fleet: Fleet;
	/** Default: in a private folder, which is removed at the end. */
	readonly socketPath?: string;
	/** Tests bring their own; ms. */
	readonly clock?: {now(): number};
	/** Newest version spoken. */
	readonly apiVersion?: string;
	/** ms that one-shot samples take: 1000 imitates 20.10. */
	readonly statsDelay?: number;
};

/** A simulated Docker Engine on a real socket. */
export type Simulator = {
	readonly socketPath: string;
	readonly url: string;
	/** Requests so far, by method and route: `GET /containers/json`. */
	readonly requests: ReadonlyMap<string, number>;
	readonly faults: Faults;
	/** Requests that hang just now, and that nobody gave up. */
	hanging(): number;
	readonly machine: Machine;
	/** As kill -9 does: connections die, the socket stays behind. */
	kill(): Promise<void>;
	restart(): Promise<void>;
	stop(): Promise<void>;
};

const routes: readonly Route[] = [
	...engineRoutes,
	...containerRoutes,
	...imageRoutes,
	...imageTransferRoutes,
	...volumeRoutes,
	...networkRoutes,
	...swarmRoutes,
	...systemRoutes,
	...taskFileRoutes,
];
const isSwarmPath = (path: string): boolean => /^\/(?:services|tasks|nodes|swarm|secrets|configs)/.test(path);
const tickGap = 250;

const readBody = (request: IncomingMessage): Promise<string> =>
	new Promise((resolve, reject) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
		request.on('error', reject);
	});

/** Starts a simulated engine. */
export const startSimulator = async (options: SimulatorOptions): Promise<Simulator> => {
	const now = (): number => options.clock?.now() ?? Date.now();
	const socketPath = options.socketPath ?? join(mkdtempSync(join(tmpdir(), 'tallyman-simulator-')), 'docker.sock');
	const apiVersion = options.apiVersion ?? '1.47';
	const machine = createMachine(options.fleet, now);
	const faults = noFaults();
	const requests = new Map<string, number>();
	const eachSecond = new Set<() => void>();
	const sockets = new Set<Socket>();
	const hanging = new Set<ServerResponse>();
	let ticks = 0;
	const timer = setInterval(() => {
		machine.tick();
		if (faults.isSilent || ++ticks % (1000 / tickGap) !== 0) return;
		for (const work of eachSecond) work();
	}, tickGap);

	const visitOf = (
		response: ServerResponse,
		path: string,
		query: URLSearchParams,
		body: string,
		version: string,
		groups: readonly string[],
	): Visit => ({
		machine,
		query,
		body,
		response,
		statsDelay: options.statsDelay ?? 5,
		now,
		minorVersion: Number(version.split('.')[1]),
		isWorker: faults.isWorker,
		part: group => decodeURIComponent(groups[group] ?? ''),
		json: (status, value) => sendJson(response, status, value, path, faults),
		done: status => sendBytes(response, status, 'application/json', Buffer.alloc(0), path, faults),
		stream: (type, start) => {
			response.writeHead(200, {'content-type': type});
			response.flushHeaders();
			const stop = start(
				bytes => {
					if (!faults.isSilent) writeBytes(response, bytes, faults);
				},
				() => response.end(),
			);
			response.once('close', stop);
		},
		everySecond: work => {
			eachSecond.add(work);
			return () => eachSecond.delete(work);
		},
	});

	const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
		// Its own clock, as another machine has one.
		response.setHeader('date', new Date(now()).toUTCString());
		const url = new URL(request.url ?? '/', 'http://docker');
		const [, version] = /^\/v(\d+\.\d+)\//.exec(url.pathname) ?? [];
		const path = version === undefined ? url.pathname : url.pathname.slice(version.length + 2);
		if (version !== undefined && Number(version.split('.')[1]) > Number(apiVersion.split('.')[1])) {
			sendBytes(
				response,
				400,
				'text/plain',
				Buffer.from(`client version ${version} is too new. Maximum supported API version is ${apiVersion}\n`),
				path,
				faults,
			);
			return;
		}
		const route = routes.find(
			candidate =>
				(candidate.method === request.method || (candidate.method === 'GET' && request.method === 'HEAD')) &&
				candidate.pattern.test(path),
		);
		const label = `${request.method} ${path.replace(/^\/(containers|services|tasks|nodes|volumes|networks|secrets|configs)\/(?!json$|create$)[^/]+/, '/$1/{id}').replace(/^\/images\/(?!json$).+?(\/json|\/history)?$/, '/images/{id}$1')}`;
		requests.set(label, (requests.get(label) ?? 0) + 1);
		const body = await readBody(request);
		if (faults.latency > 0) await new Promise(resolve => setTimeout(resolve, faults.latency));
		if (faults.hang?.test(path) === true || (faults.hasLostQuorum && (isSwarmPath(path) || path === '/info'))) {
			hanging.add(response);
			response.once('close', () => hanging.delete(response));
			return;
		}
		if (path === '/_ping') {
			response.setHeader('Api-Version', apiVersion);
			response.setHeader('Ostype', 'linux');
			response.setHeader(
				'Swarm',
				options.fleet.swarm === undefined ? 'inactive' : faults.isWorker ? 'active/worker' : 'active/manager',
			);
		}
		if (faults.refuse?.pattern.test(path) === true) throw new Refusal(faults.refuse.status, faults.refuse.message);
		if (isSwarmPath(path) && (options.fleet.swarm === undefined || faults.isWorker)) {
			throw new Refusal(
				503,
				faults.isWorker
					? "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. Please run this command on a manager node or promote the current node to a manager."
					: 'This node is not a swarm manager. Use "docker swarm init" or "docker swarm join" to connect this node to swarm and try again.',
			);
		}
		if (route === undefined) throw new Refusal(404, 'page not found');
		route.answer(
			visitOf(response, path, url.searchParams, body, version ?? apiVersion, route.pattern.exec(path) ?? []),
		);
	};

	const open = async (): Promise<Server> => {
		rmSync(socketPath, {force: true});
		const server = createServer((request, response) => {
			answer(request, response).catch((error: unknown) => {
				const status = error instanceof Refusal ? error.status : 500;
				sendJson(
					response,
					status,
					{message: error instanceof Error ? error.message : String(error)},
					request.url ?? '',
					faults,
				);
			});
		});
		server.on('connection', socket => {
			sockets.add(socket);
			socket.once('close', () => sockets.delete(socket));
		});
		await new Promise<void>(resolve => server.listen(socketPath, resolve));
		return server;
	};

	const shut = async (server: Server): Promise<void> => {
		for (const socket of sockets) socket.destroy();
		await new Promise(resolve => server.close(resolve));
	};

	let server = await open();
	return {
		socketPath,
		url: `unix://${socketPath}`,
		requests,
		faults,
		hanging: () => hanging.size,
		machine,
		kill: () => shut(server),
		restart: async () => {
			server = await open();
		},
		stop: async () => {
			clearInterval(timer);
			await shut(server);
			rmSync(options.socketPath === undefined ? dirname(socketPath) : socketPath, {recursive: true, force: true});
		},
	};
};
