import type {EngineEvent} from '../model/event.ts';
import {id, labels, number, text, wire} from './wire.ts';

/** A message of `/events`, in the new form (`Type`, `Action`, `Actor`) or the old one (`status`, `id`). */
export const decodeEvent = (value: unknown): EngineEvent | undefined => {
	const body = wire(value);
	const actor = wire(body.Actor);
	const subject = id(actor.ID) ?? id(body.id);
	const words = text(body.Action) ?? text(body.status);
	if (subject === undefined || words === undefined) return undefined;
	const [action = words, detail] = words.split(/:\s*/, 2);
	// timeNano does not fit a JS number to the last digit; milliseconds are enough here.
	const nano = number(body.timeNano);
	const at = nano === undefined ? (number(body.time) ?? 0) * 1000 : Math.floor(nano / 1e6);
	return {
		type: text(body.Type) ?? 'container',
		action,
		...(detail === undefined ? {} : {detail}),
		id: subject,
		at,
		attributes: labels(actor.Attributes),
	};
};
