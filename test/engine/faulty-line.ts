import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {connect, createServer, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

/** What a line does to what goes over it, either way. */
export type LineManners = {
	/** ms that each piece is under way, either way; a new connection has gone there and back before its first one. */
	readonly delay?: number;
	/** ms that each piece may be under way longer: it was lost and sent again. Asked once for each. */
	readonly loss?: () => number;
	/** One byte an interval of so many ms. */
	readonly drip?: number;
	/** Nothing goes over it, and nothing is told of that. */
	readonly isDead?: boolean;
};

/** A line between the program and an engine that can be made slow, or cut without a word. */
export type FaultyLine = {
	readonly url: string;
	/** Holds for all connections, those that are open too; what was held back goes over a line that is well again. */
	behave(manners: LineManners): void;
	/** Pieces that are under way just now. */
	underWay(): number;
	/** Connections that are open now. */
	connections(): number;
	/** Those that are open now carry nothing any more, for good; new ones are well. */
	halfOpen(): void;
	close(): Promise<void>;
};

/** One direction of a connection: pieces in their order, each when its time has come. */
const createLane = (to: Socket, manners: () => LineManners) => {
	const queue: Array<{bytes: Buffer; readonly at: number}> = [];
	const openAt = performance.now() + 2 * (manners().delay ?? 0);
	let timer: NodeJS.Timeout | undefined;
	const step = (): void => {
		timer = undefined;
		const {isDead = false, drip} = manners();
		const first = queue[0];
		if (isDead || first === undefined || to.destroyed) return;
		const wait = first.at - performance.now();
		if (wait > 0) {
			timer = setTimeout(step, wait);
			return;
		}
		if (drip === undefined || first.bytes.length <= 1) queue.shift();
		to.write(drip === undefined ? first.bytes : first.bytes.subarray(0, 1));
		if (drip !== undefined) first.bytes = first.bytes.subarray(1);
		if (drip === undefined) step();
		else timer = setTimeout(step, drip);
	};
	return {
		take(bytes: Buffer): void {
			const {delay = 0, loss = () => 0} = manners();
			// What comes behind a lost piece waits for it.
			queue.push({bytes, at: Math.max(Math.max(performance.now(), openAt) + delay + loss(), queue.at(-1)?.at ?? 0)});
			if (timer === undefined) step();
		},
		again(): void {
			if (timer === undefined) step();
		},
		underWay: () => queue.length,
		end(): void {
			clearTimeout(timer);
		},
	};
};

/** Listens on a socket of its own and hands on to the engine's. */
export const startFaultyLine = async (engineSocket: string): Promise<FaultyLine> => {
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-line-'));
	const path = join(folder, 'engine.sock');
	let manners: LineManners = {};
	const open = new Set<{
		readonly underWay: () => number;
		readonly again: () => void;
		readonly abandon: () => void;
		readonly destroy: () => void;
	}>();
	const server = createServer(client => {
		const engine = connect(engineSocket);
		let isAbandoned = false;
		const own = (): LineManners => (isAbandoned ? {isDead: true} : manners);
		const lanes = [createLane(engine, own), createLane(client, own)] as const;
		const connection = {
			underWay: () => lanes[0].underWay() + lanes[1].underWay(),
			again: () => {
				for (const lane of lanes) lane.again();
			},
			abandon: () => {
				isAbandoned = true;
			},
			destroy: () => {
				open.delete(connection);
				for (const lane of lanes) lane.end();
				client.destroy();
				engine.destroy();
			},
		};
		open.add(connection);
		client.on('data', (bytes: Buffer) => lanes[0].take(bytes));
		engine.on('data', (bytes: Buffer) => lanes[1].take(bytes));
		client.on('error', connection.destroy).on('close', connection.destroy);
		// An end that the line does not tell is not heard at the other side.
		const told = (): void => {
			if (own().isDead !== true) connection.destroy();
		};
		engine.on('error', told).on('close', told);
	});
	server.listen(path);
	await once(server, 'listening');
	return {
		url: `unix://${path}`,
		behave(next) {
			manners = next;
			for (const connection of open) connection.again();
		},
		underWay: () => [...open].reduce((sum, connection) => sum + connection.underWay(), 0),
		connections: () => open.size,
		halfOpen() {
			for (const connection of open) connection.abandon();
		},
		async close() {
			server.close();
			for (const connection of open) connection.destroy();
			await once(server, 'close');
			rmSync(folder, {recursive: true, force: true});
		},
	};
};
