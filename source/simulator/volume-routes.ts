import {parseFilters, passes} from './filters.ts';
import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';
import {type SimulatedVolume, volumeNameOf} from './volume-plan.ts';
import {momentText} from './words.ts';

const orNull = <Value>(values: Readonly<Record<string, Value>>) => (Object.keys(values).length === 0 ? null : values);

/** A row of `GET /volumes`, and the answer of `GET /volumes/{name}`. */
export const volumeJson = (volume: SimulatedVolume): object => ({
	CreatedAt: momentText(volume.createdAt),
	Driver: volume.driver,
	Labels: orNull(volume.labels),
	Mountpoint: `/var/lib/docker/volumes/${volume.name}/_data`,
	Name: volume.name,
	Options: orNull(volume.options),
	Scope: 'local',
});

const usersOf = ({machine}: Visit, {name}: SimulatedVolume): readonly string[] =>
	[...machine.containers.values()]
		.filter(container => container.volumes.some(mount => volumeNameOf(mount) === name))
		.map(({id}) => id);

const volumeOf = (visit: Visit): SimulatedVolume => {
	const name = visit.part(1);
	const found = visit.machine.volumes.get(name);
	if (found === undefined) throw new Refusal(404, `get ${name}: no such volume`);
	return found;
};

const list = (visit: Visit): void => {
	const filters = parseFilters(visit.query.get('filters'));
	const volumes = [...visit.machine.volumes.values()].filter(
		volume =>
			passes(filters, 'dangling', wanted => ['1', 'true'].includes(wanted) === (usersOf(visit, volume).length === 0)) &&
			passes(filters, 'name', wanted => volume.name.includes(wanted)),
	);
	visit.json(200, {Volumes: volumes.map(volumeJson), Warnings: null});
};

/** A volume that any container was made with stays, whether that runs or not; force does not change that. */
const remove = (visit: Visit): void => {
	const volume = volumeOf(visit);
	const users = usersOf(visit, volume);
	if (users.length > 0) throw new Refusal(409, `remove ${volume.name}: volume is in use - [${users.join(', ')}]`);
	visit.machine.volumes.delete(volume.name);
	visit.machine.events.add('volume', 'destroy', volume.name, {driver: volume.driver});
	visit.done(204);
};

/** What is there already is the answer, as if it were new. */
const create = (visit: Visit): void => {
	type Texts = Readonly<Record<string, string>>;
	const body: {Name?: string; Driver?: string; Labels?: Texts; DriverOpts?: Texts} = JSON.parse(visit.body);
	const {Name: name = '', Driver: driver = 'local', Labels: labels = {}, DriverOpts: options = {}} = body;
	if (driver !== 'local')
		throw new Refusal(404, `create ${name}: error looking up volume plugin ${driver}: plugin "${driver}" not found`);
	const volume = visit.machine.volumes.get(name) ?? {name, driver, labels, options, createdAt: visit.now()};
	visit.machine.volumes.set(name, volume);
	visit.machine.events.add('volume', 'create', name, {driver});
	visit.json(201, volumeJson(volume));
};

/** Everything below `/volumes`. */
export const volumeRoutes: readonly Route[] = [
	{method: 'GET', pattern: /^\/volumes$/, answer: list},
	{
		method: 'GET',
		pattern: /^\/volumes\/([^/]+)$/,
		answer: visit => visit.json(200, volumeJson(volumeOf(visit))),
	},
	{method: 'POST', pattern: /^\/volumes\/create$/, answer: create},
	{method: 'DELETE', pattern: /^\/volumes\/([^/]+)$/, answer: remove},
];
