import {once} from 'node:events';
import {connect, createServer, type Server, type Socket} from 'node:net';
import {createServer as createTlsServer, type TlsOptions} from 'node:tls';
import type {Lab} from './lab.ts';
import type {SwarmLab} from './swarm-lab.ts';

/** Ways by tcp to the engines of a swarm lab, whose own networks this machine has no way into. */
export type TcpWays = {
	/** For `--node-host`: each node has its address as a label. */
	readonly template: string;
	/** For `--host`. */
	readonly manager: string;
	close(): Promise<void>;
};

/** A node's address on this machine: each has its own, as the port is one. */
export const loopback = (index: number): string => `127.0.0.${index + 11}`;

/** Listens at an address, with TLS where that is given, and hands on to the socket of an engine. */
export const listen = async (
	{socketPath}: Pick<Lab, 'socketPath'>,
	{address, port, security}: {readonly address: string; readonly port: number; readonly security?: TlsOptions},
): Promise<Server> => {
	const handOn = (socket: Socket): void => {
		const engine = connect(socketPath);
		socket.pipe(engine).pipe(socket);
		const end = (): void => {
			socket.destroy();
			engine.destroy();
		};
		for (const one of [socket, engine]) one.on('error', end).on('close', end);
	};
	const server = security === undefined ? createServer(handOn) : createTlsServer(security, handOn);
	server.listen(port, address);
	await once(server, 'listening');
	return server;
};

/** Listens for each node, and labels it with where. */
export const startTcpWays = async ({manager, nodes}: SwarmLab, security?: TlsOptions): Promise<TcpWays> => {
	const servers: Server[] = [];
	let port = 0;
	for (const [index, node] of nodes.entries()) {
		const way = {address: loopback(index), port, ...(security === undefined ? {} : {security})};
		const server = await listen(node, way);
		servers.push(server);
		const address = server.address();
		if (typeof address === 'object' && address !== null) port = address.port;
		const id = await node.docker('info', '--format', '{{.Swarm.NodeID}}');
		await manager.docker('node', 'update', '--label-add', `loopback=${loopback(index)}`, id);
	}
	return {
		template: `tcp://{label:loopback}:${port}`,
		manager: `tcp://${loopback(0)}:${port}`,
		async close() {
			await Promise.all(servers.map(server => new Promise(resolve => server.close(resolve))));
		},
	};
};
