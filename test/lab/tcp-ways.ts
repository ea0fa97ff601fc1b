import {once} from 'node:events';
import {connect, createServer, type Server} from 'node:net';
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
const loopback = (index: number): string => `127.0.0.${index + 11}`;

const listen = async ({socketPath}: Lab, address: string, port: number): Promise<Server> => {
	const server = createServer(socket => {
		const engine = connect(socketPath);
		socket.pipe(engine).pipe(socket);
		const end = (): void => {
			socket.destroy();
			engine.destroy();
		};
		for (const one of [socket, engine]) one.on('error', end).on('close', end);
	});
	server.listen(port, address);
	await once(server, 'listening');
	return server;
};

/** Listens for each node, and labels it with where. */
export const startTcpWays = async ({manager, nodes}: SwarmLab): Promise<TcpWays> => {
	const servers: Server[] = [];
	let port = 0;
	for (const [index, node] of nodes.entries()) {
		const server = await listen(node, loopback(index), port);
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
