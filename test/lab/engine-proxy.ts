import {once} from 'node:events';
import {rmSync} from 'node:fs';
import {createServer, request} from 'node:http';

/** A socket in front of an engine that keeps what it said, and can leave questions without an answer. */
export type EngineProxy = {
	readonly url: string;
	/** Bodies of the finished answers to questions whose path matches, oldest first. */
	answersTo(paths: RegExp): readonly string[];
	/** Questions whose path matches hang from now on; undefined lets all pass. */
	hang(paths: RegExp | undefined): void;
	close(): Promise<void>;
};

/** Listens on `path` and hands on to the engine's socket. */
export const startEngineProxy = async (path: string, engineSocket: string): Promise<EngineProxy> => {
	let hanging: RegExp | undefined;
	const answers: {readonly url: string; readonly body: string}[] = [];
	const server = createServer((question, answer) => {
		const {method, headers, url = ''} = question;
		if (hanging?.test(url)) return;
		const forward = request({socketPath: engineSocket, method, headers, path: url}, response => {
			answer.writeHead(response.statusCode ?? 500, response.headers);
			answer.flushHeaders();
			response.pipe(answer);
			let body = '';
			response.setEncoding('utf8').on('data', (chunk: string) => {
				body += chunk;
			});
			response.on('end', () => answers.push({url, body}));
		});
		forward.on('error', () => answer.destroy());
		answer.on('close', () => forward.destroy());
		question.pipe(forward);
	});
	server.listen(path);
	await once(server, 'listening');
	return {
		url: `unix://${path}`,
		answersTo: paths => answers.filter(({url}) => paths.test(url)).map(({body}) => body),
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
