import {isDeepStrictEqual} from 'node:util';
import type {Fault, Lane} from './state.ts';

type Identified = {readonly id: string};

const sameOrNew = <Row>(before: Row | undefined, now: Row): Row =>
	before !== undefined && isDeepStrictEqual(before, now) ? before : now;

/** The lane after a full list: equal rows keep their identity, and when all are equal the map does too. */
export const laneOfList = <Row extends Identified>(lane: Lane<Row>, list: readonly Row[], at: number): Lane<Row> => {
	const rows = new Map<string, Row>();
	let isSame = true;
	for (const row of list) {
		const before = lane.rows.get(row.id);
		const kept = sameOrNew(before, row);
		if (kept !== before) isSame = false;
		rows.set(row.id, kept);
	}
	return {rows: isSame && rows.size === lane.rows.size ? lane.rows : rows, at};
};

/** The lane after a list of some ids: those that were asked for and are not in the answer are gone. */
export const laneOfSome = <Row extends Identified>(
	lane: Lane<Row>,
	ids: readonly string[],
	list: readonly Row[],
	at: number,
): Lane<Row> => {
	const rows = new Map(lane.rows);
	const missing = new Set(ids);
	let isSame = true;
	for (const row of list) {
		missing.delete(row.id);
		const before = rows.get(row.id);
		const kept = sameOrNew(before, row);
		if (kept !== before) isSame = false;
		rows.set(row.id, kept);
	}
	for (const id of missing) if (rows.delete(id)) isSame = false;
	return {rows: isSame ? lane.rows : rows, at: lane.at ?? at};
};

/** The lane after a failed read: the last good rows stay. */
export const laneOfFault = <Row>(lane: Lane<Row>, fault: Fault): Lane<Row> => ({...lane, fault});

/** Whether only the time of reading differs, which is no reason to draw. */
export const isSameLane = <Row>(before: Lane<Row>, now: Lane<Row>): boolean =>
	before.rows === now.rows && before.fault === now.fault && (before.at === undefined) === (now.at === undefined);

/** A lane of which nothing is known, or where there is nothing to know. */
export const emptyLane: Lane<never> = {rows: new Map<string, never>()};
