import type Docker from 'dockerode';
import type {ActionOutcome} from './outcome.ts';
import {inSequence, versionOf} from './versioned.ts';
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

/** Reads a node's spec, changes it, and sends it whole; again when somebody else was faster. */
export const changeNode = (docker: Docker, id: string, change: NodeChange): Promise<ActionOutcome> => {
	const node = docker.getNode(id);
	return inSequence(async () => {
		const current = wire(await node.inspect());
		const version = versionOf(current, 'the node');
		const spec = wire(current.Spec);
		const next = changed(spec, change);
		if (next === spec) return 'already';
		// dockerode would put the whole spec into the URL: query and body are told apart for it.
		await node.update({_query: {version}, _body: next});
		return 'done';
	});
};
