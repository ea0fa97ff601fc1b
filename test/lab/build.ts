import {request} from 'node:http';
import {text} from 'node:stream/consumers';
import {pack} from 'tar-stream';
import type {LabClient} from './lab.ts';

/**
 * Builds an image from the lines of a Dockerfile by BuildKit, which alone leaves records in the build cache: docker's own
 * program wants a plugin for that. Returns what the engine told.
 */
export const buildImage = (lab: LabClient, name: string, lines: readonly string[]): Promise<string> =>
	new Promise((resolve, reject) => {
		const archive = pack();
		archive.entry({name: 'Dockerfile'}, lines.join('\n'));
		archive.finalize();
		const asked = request(
			{
				socketPath: lab.socketPath,
				method: 'POST',
				path: `/build?version=2&t=${encodeURIComponent(name)}`,
				headers: {'content-type': 'application/x-tar'},
			},
			answer => {
				text(answer).then(told => {
					if (answer.statusCode === 200 && told.includes('Successfully tagged')) resolve(told);
					else reject(new Error(`${name} was not built: ${told}`));
				}, reject);
			},
		);
		asked.on('error', reject);
		archive.pipe(asked);
	});
