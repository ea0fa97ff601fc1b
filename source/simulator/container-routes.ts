import {archiveRoutes} from './archive-routes.ts';
import {containerChangeRoutes} from './container-change-routes.ts';
import {containerCreateRoutes} from './container-create-routes.ts';
import {containerInspection, containerProcesses, containerRow} from './container-json.ts';
import {parseFilters, passes} from './filters.ts';
import {followLog} from './log-stream.ts';
import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';
import {statsOf} from './usage.ts';
import type {SimulatedContainer} from './world.ts';

const isUp = (container: SimulatedContainer): boolean => container.state === 'running' || container.state === 'paused';

const later = (visit: Visit, milliseconds: number, work: () => void): void => {
	const timer = setTimeout(work, milliseconds);
	visit.response.once('close', () => clearTimeout(timer));
};

const tell = (
	visit: Visit,
	{id, name, image, labels}: SimulatedContainer,
	action: string,
	attributes: Readonly<Record<string, string>> = {},
): void => visit.machine.events.add('container', action, id, {...labels, name, image, ...attributes});

const list = (visit: Visit): void => {
	const filters = parseFilters(visit.query.get('filters'));
	const isAll = ['1', 'true'].includes(visit.query.get('all') ?? '');
	const now = visit.now();
	const rows = [...visit.machine.containers.values()].filter(
		container =>
			(isAll || isUp(container)) &&
			passes(filters, 'id', wanted => container.id.startsWith(wanted)) &&
			passes(filters, 'name', wanted => container.name.includes(wanted)) &&
			passes(filters, 'status', wanted => container.state === wanted) &&
			passes(filters, 'label', wanted =>
				wanted.split('=').length === 1
					? wanted in container.labels
					: container.labels[wanted.split('=')[0] ?? ''] === wanted.slice(wanted.indexOf('=') + 1),
			),
	);
	rows.sort((a, b) => b.createdAt - a.createdAt);
	visit.json(
		200,
		rows.map(container => containerRow(container, now)),
	);
};

const stats = (visit: Visit): void => {
	const target = visit.machine.container(visit.part(1));
	const body = () => statsOf(target, visit.machine.fleet, visit.now());
	if (visit.query.get('stream') !== 'false' && visit.query.get('stream') !== '0') {
		visit.stream('application/json', write => {
			write(Buffer.from(`${JSON.stringify(body())}\n`));
			return visit.everySecond(() => write(Buffer.from(`${JSON.stringify(body())}\n`)));
		});
		return;
	}
	later(visit, visit.statsDelay, () => visit.json(200, body()));
};

const start = (visit: Visit): void => {
	const target = visit.machine.container(visit.part(1));
	if (/broken/.test(target.image))
		throw new Refusal(
			400,
			'OCI runtime create failed: container_linux.go:380: starting container process caused: exec: "serve": executable file not found in $PATH: unknown',
		);
	if (!isUp(target)) visit.machine.start(target);
	else {
		visit.done(304);
		return;
	}
	visit.done(204);
};

const stop = (visit: Visit): void => {
	const target = visit.machine.container(visit.part(1));
	if (!isUp(target)) {
		visit.done(304);
		return;
	}
	tell(visit, target, 'kill', {signal: '15'});
	later(visit, visit.machine.stopDelay(target), () => {
		if (isUp(target)) visit.machine.end(target, target.ignoresTerm ? 137 : 143);
		tell(visit, target, 'stop');
		visit.done(204);
	});
};

const restart = (visit: Visit): void => {
	const target = visit.machine.container(visit.part(1));
	if (isUp(target)) tell(visit, target, 'kill', {signal: '15'});
	later(visit, isUp(target) ? visit.machine.stopDelay(target) : 0, () => {
		if (isUp(target)) {
			visit.machine.end(target, 143);
			tell(visit, target, 'stop');
		}
		visit.machine.start(target);
		tell(visit, target, 'restart');
		visit.done(204);
	});
};

const kill = (visit: Visit): void => {
	const target = visit.machine.container(visit.part(1));
	if (!isUp(target))
		throw new Refusal(409, `Cannot kill container: ${target.name}: Container ${target.id} is not running`);
	const signal = visit.query.get('signal') ?? 'SIGKILL';
	const codes: Readonly<Record<string, number>> = {
		SIGKILL: 137,
		KILL: 137,
		SIGTERM: 143,
		TERM: 143,
		SIGINT: 130,
		INT: 130,
	};
	const code = codes[signal];
	tell(visit, target, 'kill', code === undefined ? {} : {signal: String(code - 128)});
	if (code !== undefined && (code === 137 || !target.ignoresTerm)) visit.machine.end(target, code);
	visit.done(204);
};

const pause = (visit: Visit): void => {
	const target = visit.machine.container(visit.part(1));
	if (target.state === 'paused') throw new Refusal(409, `Container ${target.name} is already paused`);
	if (target.state !== 'running') throw new Refusal(409, `Container ${target.id} is not running`);
	target.state = 'paused';
	tell(visit, target, 'pause');
	visit.done(204);
};

const unpause = (visit: Visit): void => {
	const target = visit.machine.container(visit.part(1));
	if (target.state !== 'paused') throw new Refusal(500, `Container ${target.id} is not paused`);
	target.state = 'running';
	tell(visit, target, 'unpause');
	visit.done(204);
};

const remove = (visit: Visit): void => {
	const target = visit.machine.container(visit.part(1));
	const isForced = ['1', 'true'].includes(visit.query.get('force') ?? '');
	if (isUp(target) && !isForced)
		throw new Refusal(
			409,
			`You cannot remove a running container ${target.id}. Stop the container before attempting removal or force remove`,
		);
	visit.machine.remove(target);
	visit.done(204);
};

/** Everything below `/containers`. */
export const containerRoutes: readonly Route[] = [
	{method: 'GET', pattern: /^\/containers\/json$/, answer: list},
	{
		method: 'GET',
		pattern: /^\/containers\/([^/]+)\/json$/,
		answer: visit => visit.json(200, containerInspection(visit.machine.container(visit.part(1)), visit.now())),
	},
	{
		method: 'GET',
		pattern: /^\/containers\/([^/]+)\/top$/,
		answer: visit => {
			const target = visit.machine.container(visit.part(1));
			if (!isUp(target)) throw new Refusal(409, `Container ${target.id} is not running`);
			visit.json(200, containerProcesses(target, visit.query.get('ps_args') ?? ''));
		},
	},
	{method: 'GET', pattern: /^\/containers\/([^/]+)\/stats$/, answer: stats},
	{
		method: 'GET',
		pattern: /^\/containers\/([^/]+)\/logs$/,
		answer: visit => {
			const target = visit.machine.container(visit.part(1));
			followLog(visit, [{container: target, details: ''}], target.hasTty);
		},
	},
	{method: 'POST', pattern: /^\/containers\/([^/]+)\/start$/, answer: start},
	{method: 'POST', pattern: /^\/containers\/([^/]+)\/stop$/, answer: stop},
	{method: 'POST', pattern: /^\/containers\/([^/]+)\/restart$/, answer: restart},
	{method: 'POST', pattern: /^\/containers\/([^/]+)\/kill$/, answer: kill},
	{method: 'POST', pattern: /^\/containers\/([^/]+)\/pause$/, answer: pause},
	{method: 'POST', pattern: /^\/containers\/([^/]+)\/unpause$/, answer: unpause},
	{method: 'DELETE', pattern: /^\/containers\/([^/]+)$/, answer: remove},
	...archiveRoutes,
	...containerChangeRoutes,
	...containerCreateRoutes,
];
