import {get} from 'node:http';
import type {Lab} from '../lab/lab.ts';
import type {SwarmLab} from '../lab/swarm-lab.ts';

/** What the lists shall hold: a line a row, of the cells that are compared, in no order. */
export type Lists = Readonly<Record<'containers' | 'services' | 'tasks' | 'nodes', readonly string[]>>;

/** A row as an engine's answer has it: as far as it is compared. */
type Answer = {
	readonly ID?: string;
	readonly Names?: readonly string[];
	readonly State?: string;
	readonly Status?: unknown;
	readonly Spec?: {readonly Name?: string; readonly Availability?: string};
	readonly Description?: {readonly Hostname?: string};
	readonly ServiceStatus?: {readonly RunningTasks?: number; readonly DesiredTasks?: number};
	readonly ServiceID?: string;
	readonly Slot?: number;
	readonly NodeID?: string;
	readonly DesiredState?: string;
};

/** Asks an engine by its own socket, with nothing of the program's between. */
const ask = (lab: Lab, path: string): Promise<readonly Answer[]> =>
	new Promise((resolve, reject) => {
		const asked = get({socketPath: lab.socketPath, path: `/v1.41${path}`, timeout: 5000}, response => {
			let body = '';
			response.setEncoding('utf8').on('data', (chunk: string) => {
				body += chunk;
			});
			response.on('end', () => {
				// An engine's answer is a list where it is one at all: a refusal fails the comparison, which is tried again.
				if (response.statusCode === 200) resolve(JSON.parse(body) as readonly Answer[]);
				else reject(new Error(`${path}: ${response.statusCode} ${body}`));
			});
		});
		asked.on('timeout', () => asked.destroy(new Error(`${path}: no answer`)));
		asked.on('error', reject);
	});

/** The word that a container's status begins with, with its exit code: `Up`, `Exited (0)`. */
export const statusWord = (status: string): string => /^\w+(?: \(\d+\))?/.exec(status)?.[0] ?? status;

/** As much of a name as every list has room for. */
export const shortName = (name: string): string => name.replace(/…$/, '').slice(0, 30);

const textOf = (value: unknown, key: string): string => {
	if (typeof value !== 'object' || value === null) return '';
	const found = new Map(Object.entries(value)).get(key);
	return typeof found === 'string' ? found : '';
};

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** What the engines of a swarm say that there is, at one moment. */
export const toldByEngines = async ({manager, nodes: labs}: SwarmLab): Promise<Lists> => {
	const [services, tasks, nodes, ...containers] = await Promise.all([
		ask(manager, '/services?status=true'),
		ask(manager, '/tasks'),
		ask(manager, '/nodes'),
		...labs.map(lab => ask(lab, '/containers/json?all=1')),
	]);
	const serviceNames = new Map(services.map(({ID = '', Spec}) => [ID, Spec?.Name ?? '']));
	const nodeNames = new Map(nodes.map(({ID = '', Description}) => [ID, Description?.Hostname ?? '']));
	return {
		containers: containers.flatMap((rows, index) =>
			rows.map(
				({Names, Status}) => `${shortName(Names?.[0]?.slice(1) ?? '')} ${statusWord(String(Status))} node${index + 1}`,
			),
		),
		services: services.map(
			({Spec, ServiceStatus: status}) => `${Spec?.Name} ${status?.RunningTasks}/${status?.DesiredTasks}`,
		),
		tasks: tasks
			// Of a service that was removed a moment ago.
			.filter(({ServiceID = ''}) => serviceNames.has(ServiceID))
			.map(
				({ServiceID = '', Slot, NodeID = '', Status, DesiredState}) =>
					`${serviceNames.get(ServiceID)}.${Slot ?? NodeID} ${textOf(Status, 'State')} ${DesiredState} ${nodeNames.get(NodeID) ?? '–'}`,
			),
		nodes: nodes.map(
			({Description, Spec, Status}) =>
				`${Description?.Hostname} ${capital(textOf(Status, 'State'))} ${capital(Spec?.Availability ?? '')} ${textOf(Status, 'Addr')}`,
		),
	};
};
