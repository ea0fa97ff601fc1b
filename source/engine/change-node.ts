import type Docker from 'dockerode';
import type {ActionOutcome} from './outcome.ts';
import {asTaken, putSpecBack, type ReplacedSpec, replaceSpec, type Specified} from './replaced-spec.ts';
import {type Wire, wire} from './wire.ts';

/** What becomes of a node's spec; what is absent stays. */
export type NodeChange = {
	readonly availability?: string;
	readonly role?: 'manager' | 'worker';
	/** A label that is set; one without a value is taken away. */
	readonly label?: {readonly name: string; readonly value?: string};
};

const changedLabels = (before: Wire, {name, value}: {readonly name: string; readonly value?: string}): Wire => {
	const {[name]: present, ...others} = before;
	if (present === value) return before;
	return value === undefined ? others : {...others, [name]: value};
};

/** The spec with a change; the same object where it is so already. */
const changed = (spec: Wire, {availability, role, label}: NodeChange): Wire => {
	const before = wire(spec.Labels);
	const labels = label === undefined ? before : changedLabels(before, label);
	const isSame =
		labels === before &&
		(availability === undefined || availability === spec.Availability) &&
		(role === undefined || role === spec.Role);
	return isSame
		? spec
		: {
				...spec,
				...(labels === before ? {} : {Labels: labels}),
				...(availability === undefined ? {} : {Availability: availability}),
				...(role === undefined ? {} : {Role: role}),
			};
};

const specified = (docker: Docker, id: string): Specified => {
	const node = docker.getNode(id);
	return {what: 'the node', inspect: () => node.inspect(), update: options => node.update(options)};
};

/** Reads a node's spec, changes it, and sends it whole; again when somebody else was faster. */
export const changeNode = async (docker: Docker, id: string, change: NodeChange): Promise<'already' | ReplacedSpec> => {
	const node = specified(docker, id);
	const replaced = await replaceSpec(node, spec => changed(spec, change));
	return replaced === 'already' ? replaced : await asTaken(node, replaced);
};

/** Sends a node's spec from before again, if the one that took its place is still there. */
export const putNodeBack = (docker: Docker, id: string, replaced: ReplacedSpec): Promise<ActionOutcome> =>
	putSpecBack(specified(docker, id), replaced);
