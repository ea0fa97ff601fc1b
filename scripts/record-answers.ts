import {writeFileSync} from 'node:fs';
import {request} from 'node:http';
import {join} from 'node:path';
import {engineTestsAvailable} from '../test/lab/availability.ts';
import {labImage} from '../test/lab/image.ts';
import {startLab} from '../test/lab/lab.ts';
import {eventually} from '../test/lab/process.ts';

// Records what a real engine answers to every question that the program asks, for the fuzz test to mutate:
// node scripts/record-answers.ts

const available = engineTestsAvailable();
if (!available.available) throw new Error(available.reason);

type Recorded = {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	/** The body: text where it is JSON, base64 where it is frames. */
	readonly body: string;
	readonly isBinary: boolean;
};

const kept = new Set(['content-type', 'api-version', 'ostype', 'swarm', 'docker-experimental']);

const lab = await startLab({swarm: true});

/** One answer; a stream is cut after what came in its first 1.5 s. */
const ask = (path: string): Promise<Recorded> =>
	new Promise((resolve, reject) => {
		const asked = request({socketPath: lab.socketPath, path}, response => {
			const chunks: Buffer[] = [];
			const finish = (): void => {
				const type = response.headers['content-type'] ?? '';
				const isBinary = !/json|text/.test(type);
				resolve({
					status: response.statusCode ?? 0,
					headers: Object.fromEntries(
						Object.entries(response.headers).filter((entry): entry is [string, string] => kept.has(entry[0])),
					),
					body: Buffer.concat(chunks).toString(isBinary ? 'base64' : 'utf8'),
					isBinary,
				});
				asked.destroy();
			};
			setTimeout(finish, 1500).unref();
			response.on('data', (chunk: Buffer) => chunks.push(chunk));
			response.on('end', finish);
		});
		asked.on('error', reject);
		asked.end();
	});

try {
	const idle = 'while :; do echo tick; sleep 1; done';
	await lab.docker(
		'run',
		'-d',
		'--name',
		'web',
		'-p',
		'18080:80',
		'-e',
		'GREETING=hello',
		'--label',
		'tier=front',
		labImage,
		'sh',
		'-c',
		idle,
	);
	await lab.docker('run', '-d', '--name', 'exited', labImage, 'sh', '-c', 'echo bye; exit 3');
	await lab.docker('run', '-d', '--name', 'looping', '--restart', 'always', labImage, 'sh', '-c', 'exit 1');
	await lab.docker(
		'run',
		'-d',
		'--name',
		'sick',
		'--health-cmd',
		'echo no; exit 1',
		'--health-interval',
		'1s',
		'--health-retries',
		'1',
		labImage,
		'sh',
		'-c',
		idle,
	);
	await lab.docker('run', '-d', '--name', 'taken', '-p', '18080:80', labImage).catch(() => '');
	const create = ['service', 'create', '--detach', '--no-resolve-image'];
	await lab.docker(...create, '--name', 'api', '--replicas', '2', '--publish', '18090:80', labImage, 'sh', '-c', idle);
	await lab.docker(...create, '--name', 'broken', labImage, 'no-such-command');
	await lab.docker(...create, '--name', 'batch', '--mode', 'replicated-job', '--replicas', '3', labImage, 'true');
	await eventually(
		'the services to run',
		async () => ((await lab.docker('ps', '-q', '--filter', 'name=api')).split('\n').length === 2 ? true : undefined),
		40_000,
	);
	await eventually(
		'a sick container',
		async () => ((await lab.docker('ps', '-q', '--filter', 'health=unhealthy')) === '' ? undefined : true),
		40_000,
	);
	const answers: Record<string, Recorded> = {};
	const record = async (path: string, as = path): Promise<string> => {
		const answer = await ask(path);
		answers[as] = answer;
		return answer.body;
	};
	const idsOf = (body: string, name: string): string[] =>
		(JSON.parse(body) as Array<Record<string, string>>).map(row => row[name] ?? '');
	await record('/_ping');
	await record('/info');
	await record('/version');
	const containers = await record('/containers/json?all=1', '/containers/json');
	for (const id of idsOf(containers, 'Id')) {
		await record(`/containers/${id}/json`);
		await record(`/containers/${id}/stats?stream=false&one-shot=true`, `/containers/${id}/stats`);
		await record(`/containers/${id}/logs?stdout=1&stderr=1&timestamps=1&tail=20`, `/containers/${id}/logs`);
		await record(`/containers/${id}/top`);
	}
	const services = await record('/services?status=true', '/services');
	for (const id of idsOf(services, 'ID')) {
		await record(`/services/${id}`);
		await record(`/services/${id}/logs?stdout=1&stderr=1&timestamps=1&details=1&tail=20`, `/services/${id}/logs`);
	}
	for (const id of idsOf(await record('/tasks'), 'ID')) {
		await record(`/tasks/${id}`);
		await record(`/tasks/${id}/logs?stdout=1&stderr=1&timestamps=1&details=1&tail=20`, `/tasks/${id}/logs`);
	}
	for (const id of idsOf(await record('/nodes'), 'ID')) await record(`/nodes/${id}`);
	for (const id of idsOf(await record('/networks'), 'Id')) await record(`/networks/${id}`);
	await record(`/events?since=${Math.floor(Date.now() / 1000) - 60}`, '/events');
	const path = join(import.meta.dirname, '../test/fuzz/answers.json');
	// Nothing of the machine that recorded them.
	const text = JSON.stringify(answers, undefined, '\t')
		.replaceAll(lab.folder, '/var/lib/lab')
		.replaceAll(/https?:\/\/index[^\\"]*/g, '');
	writeFileSync(path, `${text}\n`);
	console.log(`${Object.keys(answers).length} answers recorded`);
} finally {
	await lab.stop();
}
