import {describe, expect, it} from 'vitest';
import type {LogStatus} from '../../source/store/log-status.ts';
import {initialLogStatus, isBeingRead, nextLogStatus} from '../../source/store/log-status.ts';
import type {Fault} from '../../source/store/state.ts';

const faultOfKind = (kind: Fault['kind']): Fault => ({kind, message: 'gone', at: 1});
const following: LogStatus = {status: 'following'};
const ended: LogStatus = {status: 'ended'};
const lost: LogStatus = {status: 'lost', fault: faultOfKind('unreachable')};

describe('the status of a log', () => {
	it('follows once the log is reached, whatever was before, and forgets the fault', () => {
		for (const before of [initialLogStatus, ended, lost]) {
			expect(nextLogStatus(before, {type: 'reached'})).toEqual(following);
		}
	});

	it('is lost by a fault that passes, and ended by one that does not', () => {
		for (const kind of ['unreachable', 'timeout'] as const) {
			const fault = faultOfKind(kind);
			expect(nextLogStatus(following, {type: 'failed', fault})).toEqual({status: 'lost', fault});
		}
		for (const kind of ['rejected', 'missing', 'forbidden'] as const) {
			const fault = faultOfKind(kind);
			expect(nextLogStatus(initialLogStatus, {type: 'failed', fault})).toEqual({status: 'ended', fault});
		}
	});

	it('is lost with the connection only while it is read', () => {
		const detached = {type: 'detached'} as const;
		expect(nextLogStatus(initialLogStatus, detached)).toEqual({status: 'lost'});
		expect(nextLogStatus(following, detached)).toEqual({status: 'lost'});
		expect(nextLogStatus(ended, detached)).toBe(ended);
		expect(nextLogStatus(lost, detached)).toBe(lost);
	});

	it('is the same object where nothing changed', () => {
		expect(nextLogStatus(following, {type: 'reached'})).toBe(following);
		expect(nextLogStatus(ended, {type: 'ended'})).toBe(ended);
		const refused: LogStatus = {status: 'ended', fault: faultOfKind('rejected')};
		expect(nextLogStatus(refused, {type: 'ended'})).toEqual(ended);
	});

	it('says whether more lines may come', () => {
		expect([initialLogStatus, following, ended, lost].map(isBeingRead)).toEqual([true, true, false, false]);
	});
});
