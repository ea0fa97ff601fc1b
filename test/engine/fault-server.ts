import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type RequestListener} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {EngineAddress} from '../../source/engine/engine.ts';

/** A server on a unix socket of its own that answers as a test says, right or wrong. */
export type FaultServer = {
	readonly address: EngineAddress;
	/** Questions so far, as `GET /path`. */
	readonly questions: readonly string[];
	close(): Promise<void>;
};

/** Answers `/_ping` as an engine does, and leaves the rest to `answer`. */
export const startFaultServer = async (
	answer: RequestListener,
	{apiVersion = '1.41'}: {readonly apiVersion?: string} = {},
): Promise<FaultServer> => {
	const folder = mkdtempSync(join(tmpdir(), 'tallyman-fault-'));
	const path = join(folder, 'engine.sock');
	const questions: string[] = [];
	const server = createServer((question, response) => {
		questions.push(`${question.method} ${question.url}`);
		if (question.url === '/_ping' && apiVersion !== '') response.setHeader('Api-Version', apiVersion).end('OK');
		else answer(question, response);
	});
	server.listen(path);
	await once(server, 'listening');
	return {
		address: {name: 'fault', url: `unix://${path}`, origin: 'test'},
		questions,
		close: async () => {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
			rmSync(folder, {recursive: true, force: true});
		},
	};
};
