import {once} from 'node:events';
import {rmSync} from 'node:fs';
import {createServer, request} from 'node:http';

/** A socket in front of an engine that leaves some questions without an answer. */
export type HangingProxy = {
	readonly url: string;
	/** Questions whose path matches hang from now on; undefined lets all pass. */
	hang(paths: RegExp | undefined): void;
	close(): Promise<void>;
};

/** Listens on `path` and hands on to the engine's socket. */
export const startHangingProxy = async (path: string, engineSocket: string): Promise<HangingProxy> => {
	let hanging: RegExp | undefined;
	const server = createServer((question, answer) => {
		if (hanging?.test(question.url ?? '')) return;
		const {method, headers, url} = question;
		const forward = request({socketPath: engineSocket, method, headers, path: url}, response => {
			answer.writeHead(response.statusCode ?? 500, response.headers);
			answer.flushHeaders();
			response.pipe(answer);
		});
		forward.on('error', () => answer.destroy());
		answer.on('close', () => forward.destroy());
		question.pipe(forward);
	});
	server.listen(path);
	await once(server, 'listening');
	return {
		url: `unix://${path}`,
		hang(paths) {
			hanging = paths;
		},
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
			rmSync(path, {force: true});
		},
	};
};
