import type {EngineEvent} from '../model/event.ts';
import {id, labels, number, text, type Wire, wire} from './wire.ts';

/** Images and volumes go by names, which are no parts of a path; what is pruned are many. */
const subjectOf = (type: string, actor: Wire, body: Wire): string | undefined => {
	if (body.Action === 'prune') return '';
	return type === 'container' ? (id(actor.ID) ?? id(body.id)) : (text(actor.ID) ?? text(body.id));
};

/** A message of `/events`, in the new form (`Type`, `Action`, `Actor`) or the old one (`status`, `id`). */
export const decodeEvent = (value: unknown): EngineEvent | undefined => {
	const body = wire(value);
	const actor = wire(body.Actor);
	const type = text(body.Type) ?? 'container';
	const subject = subjectOf(type, actor, body);
	const words = text(body.Action) ?? text(body.status);
	if (subject === undefined || words === undefined) return undefined;
	const [action = words, detail] = words.split(/:\s*/, 2);
	// timeNano does not fit a JS number to the last digit; milliseconds are enough here.
	const nano = number(body.timeNano);
	const at = nano === undefined ? (number(body.time) ?? 0) * 1000 : Math.floor(nano / 1e6);
	return {
		type,
		action,
		...(detail === undefined ? {} : {detail}),
		id: subject,
		at,
		...(nano === undefined ? {} : {nanoseconds: nano}),
		attributes: labels(actor.Attributes),
	};
};
