import {once} from 'node:events';
import {rmSync} from 'node:fs';
import {connect, createServer, type Socket} from 'node:net';

/** A socket in front of an engine's that counts what is asked of it. */
export type CountedSocket = {
	readonly url: string;
	/** Requests so far. */
	requests(): number;
	/** Connections that are open now. */
	connections(): number;
	close(): Promise<void>;
};

/** What begins each request; nothing that a monitor sends otherwise looks so. */
const requestLine = /^[A-Z]+ \/\S* HTTP\/1\.1\r$/gm;

/** Listens on `path` and hands all bytes on, either way, to the engine's socket as long as that takes them. */
export const startCountedSocket = async (path: string, engineSocket: string): Promise<CountedSocket> => {
	let requests = 0;
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		const engine = connect(engineSocket);
		sockets.add(socket);
		socket.on('data', chunk => {
			requests += chunk.toString('latin1').match(requestLine)?.length ?? 0;
		});
		socket.pipe(engine).pipe(socket);
		const end = (): void => {
			sockets.delete(socket);
			socket.destroy();
			engine.destroy();
		};
		for (const one of [socket, engine]) one.on('error', end).on('close', end);
	});
	server.listen(path);
	await once(server, 'listening');
	return {
		url: `unix://${path}`,
		requests: () => requests,
		connections: () => sockets.size,
		async close() {
			server.close();
			for (const socket of sockets) socket.destroy();
			await once(server, 'close');
			rmSync(path, {force: true});
		},
	};
};
