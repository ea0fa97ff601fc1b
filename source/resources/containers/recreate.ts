import type {Recreatable} from '../../engine/recreate-container.ts';
import {referenceFault} from '../../engine/registry-name.ts';
import type {Container} from '../../model/container.ts';
import type {ActionRequest} from '../../store/monitor.ts';
import type {View} from '../resource.ts';
import {type Field, flagValue, numberValue, textValue, type Values, type Verb} from '../verb.ts';
import {isUp, request} from './request.ts';

const containersOf = ({state}: View): readonly Container[] => [...state.tables.containers.rows.values()];

const refusal = (row: Container, view: View): string | undefined => {
	if (row.taskId !== undefined)
		return 'it belongs to swarm, which makes its tasks anew: update the image of its service';
	if (row.state === 'removing') return 'it is being removed';
	if (row.state === 'paused') return 'it is paused: unpause it first';
	if (row.joinedNetworkOf !== undefined) return 'it has the network of another container: make it anew as it was made';
	const others = containersOf(view);
	const guest = others.find(other => other.joinedNetworkOf === row.id || other.joinedNetworkOf === row.name);
	if (guest !== undefined) return `${guest.name} has its network, and would be left without one`;
	return others.some(other => other.name === `${row.name}-old`)
		? `${row.name}-old is there already: remove it or give it another name first`
		: undefined;
};

const reach = (row: Container): readonly string[] => [
	...(isUp(row)
		? [
				`it is stopped and kept as ${row.name}-old until the new one runs, then removed without its volumes`,
				'if the new one does not run, it is removed and the old one is put back and started',
			]
		: [
				`it is kept as ${row.name}-old until the new one is made, then removed without its volumes; neither is started`,
			]),
	'name, networks, mounts, volumes, ports, environment, labels, limits and restart policy stay',
	'what was written inside the container, and not in a volume, is lost',
	...(row.project === undefined
		? []
		: [`compose project ${row.project}: its labels stay, and compose still takes it for its own`]),
];

const preparedReach = (row: Container, known: Recreatable): readonly string[] => [
	...(known.hasHealthCheck && isUp(row) ? ['its health check decides whether the new one runs'] : []),
	...(known.hasChosenPort ? ['the engine chose a published port of it, and chooses anew'] : []),
	...(known.isImageKnown
		? ['what equals the default of its present image is left to the new image']
		: ['its present image is gone: what that one set cannot be told apart, and stays as set']),
];

const fieldsOf = (known: Recreatable): readonly Field[] => [
	{
		kind: 'text',
		id: 'image',
		title: 'Image',
		default: known.image,
		check: image => (image === '' ? 'name an image: nginx:1.27' : undefined),
	},
	{kind: 'flag', id: 'pull', title: 'Pull it first', default: referenceFault(known.image) === undefined},
	...(known.hasHealthCheck
		? []
		: [
				{
					kind: 'number',
					id: 'seconds',
					title: 'Seconds that it must run',
					current: 5,
					min: 1,
					max: 3600,
				} as const,
			]),
];

const requestOf = (row: Container, values: Values): ActionRequest => {
	const image = textValue(values, 'image') ?? '';
	const isPulled = flagValue(values, 'pull');
	const trial = (numberValue(values, 'seconds') ?? 5) * 1000;
	let standing: string | undefined;
	return {
		...request(
			row,
			{pending: 'recreating', done: 'recreated', verb: 'recreate', already: 'is so already'},
			async (engine, signal, tell) => {
				const stands = (what: string): void => {
					standing = what;
				};
				const isOther = await engine.containers.recreate(row.id, {image, isPulled, trial}, {tell, stands}, signal);
				return {
					told: `recreated ${row.name} of ${image}, ${isOther ? 'another image than' : 'the same image as'} before`,
				};
			},
		),
		left: () => standing,
	};
};

/** Makes it anew of a newer image, and puts it back where that does not run. */
export const recreate: Verb<Container> = {
	id: 'recreate',
	help: 'make a container anew of a newer image, as it was set up; the old one is put back where that does not run',
	label: () => 'recreate',
	question: rows => `Recreate ${rows.map(({name}) => name).join(', ')} of a newer image?`,
	danger: 'interrupts',
	refusal,
	reach,
	discord(values) {
		const why = flagValue(values, 'pull') ? referenceFault(textValue(values, 'image') ?? '') : undefined;
		return why === undefined ? undefined : {id: 'image', text: why};
	},
	async prepare(row, engine, signal) {
		const known = await engine.containers.recreatable(row.id, signal);
		if (known.isRemovedWhenStopped)
			return {refusal: 'the engine removes it by itself once it stops (--rm): run it anew'};
		return {
			reach: preparedReach(row, known),
			fields: fieldsOf(known),
			request: values => requestOf(row, values),
		};
	},
	// Its fields are never known without what the engine tells of it.
	request: () => [],
};
