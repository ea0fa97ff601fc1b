import {Refusal} from './refusal.ts';
import type {Route, Visit} from './route.ts';
import {filesOfService, type SimulatedTaskFile} from './task-file-plan.ts';
import {momentText} from './words.ts';
import {swarmIdOf} from './world.ts';

type Noun = SimulatedTaskFile['noun'];

/** A row of `GET /secrets` or `GET /configs`: a config's content is told, a secret's never. */
const fileJson = ({id, version, createdAt, name, labels, noun, data}: SimulatedTaskFile): object => ({
	ID: id,
	Version: {Index: version},
	CreatedAt: momentText(createdAt),
	UpdatedAt: momentText(createdAt),
	Spec: {Name: name, Labels: labels, ...(noun === 'config' ? {Data: data.toString('base64')} : {})},
});

const filesOf = ({machine}: Visit, noun: Noun): readonly SimulatedTaskFile[] =>
	[...machine.taskFiles.values()].filter(file => file.noun === noun);

const fileOf = (visit: Visit, noun: Noun): SimulatedTaskFile => {
	const reference = visit.part(1);
	const found = filesOf(visit, noun).find(({id, name}) => id === reference || name === reference);
	if (found === undefined) throw new Refusal(404, `${noun} ${reference} not found`);
	return found;
};

const create = (visit: Visit, noun: Noun): void => {
	const {
		Name: name,
		Data: data = '',
		Labels: labels,
	}: {Name?: string; Data?: string; Labels?: Record<string, string> | null} = JSON.parse(visit.body);
	if (name === undefined || !/^[a-zA-Z0-9]+(?:[a-zA-Z0-9-_.]*[a-zA-Z0-9])?$/.test(name))
		throw new Refusal(400, `rpc error: code = InvalidArgument desc = invalid name, only 64 [a-zA-Z0-9-_.] characters`);
	if (filesOf(visit, noun).some(file => file.name === name))
		throw new Refusal(409, `rpc error: code = AlreadyExists desc = ${noun} ${name} already exists`);
	const id = swarmIdOf(`${noun} ${name} ${visit.now()}`);
	const file = {noun, id, name, createdAt: visit.now(), version: 12, labels: labels ?? {}};
	visit.machine.taskFiles.set(id, {...file, data: Buffer.from(data, 'base64')});
	visit.machine.events.add(noun, 'create', id, {name});
	visit.json(201, {ID: id});
};

/** What a service uses stays. */
const remove = (visit: Visit, noun: Noun): void => {
	const {id, name} = fileOf(visit, noun);
	const users = [...visit.machine.services.values()].filter(service => filesOfService(service).includes(id));
	if (users.length > 0)
		throw new Refusal(
			400,
			`rpc error: code = InvalidArgument desc = ${noun} '${name}' is in use by the following ${users.length === 1 ? 'service' : 'services'}: ${users.map(service => service.name).join(', ')}`,
		);
	visit.machine.taskFiles.delete(id);
	visit.machine.events.add(noun, 'remove', id, {name});
	visit.done(204);
};

/** Everything below `/secrets` and `/configs`. */
export const taskFileRoutes: readonly Route[] = (['secret', 'config'] as const).flatMap((noun): readonly Route[] => [
	{
		method: 'GET',
		pattern: new RegExp(`^/${noun}s$`),
		answer: visit => visit.json(200, filesOf(visit, noun).map(fileJson)),
	},
	{method: 'POST', pattern: new RegExp(`^/${noun}s/create$`), answer: visit => create(visit, noun)},
	{
		method: 'GET',
		pattern: new RegExp(`^/${noun}s/([^/]+)$`),
		answer: visit => visit.json(200, fileJson(fileOf(visit, noun))),
	},
	{method: 'DELETE', pattern: new RegExp(`^/${noun}s/([^/]+)$`), answer: visit => remove(visit, noun)},
]);
