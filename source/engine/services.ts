import {cleanJson} from '../model/clean-text.ts';
import type {ServicePlan} from '../model/service-plan.ts';
import type {Service, UpdatePolicy} from '../model/swarm.ts';
import {listAnswer, objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {changeService, forced, scaled, specifiedService, withImage} from './change-service.ts';
import {createService} from './create-service.ts';
import {decodeService} from './decode-swarm.ts';
import {type ActionOutcome, outcome} from './outcome.ts';
import {removing} from './removal.ts';
import {putSpecBack, type ReplacedSpec} from './replaced-spec.ts';
import {readRollback, rollBack} from './roll-back.ts';
import {configure, readSettings, type ServiceChange} from './service-changes.ts';
import {readSpec, type SentSpec, sendSpec, type VersionedSpec} from './service-spec.ts';
import type {SpecChange} from './spec-difference.ts';
import type {Wire} from './wire.ts';

/** Services of the swarm; managers only. */
export type Services = {
	list(signal: AbortSignal): Promise<readonly Service[]>;
	/** The engine's own JSON, its text cleaned. */
	inspect(id: string, signal: AbortSignal): Promise<unknown>;
	/** Makes a service; its tasks are started by the swarm after that. */
	create(plan: ServicePlan, signal: AbortSignal): Promise<ActionOutcome>;
	/** Reads the spec, changes only the replicas (or a job's completions), and tries again at most 3 times when out of sequence. */
	scale(id: string, replicas: number, signal: AbortSignal): Promise<ActionOutcome>;
	/** Adds 1 to ForceUpdate: a rolling restart. */
	restart(id: string, signal: AbortSignal): Promise<ActionOutcome>;
	/** Sends the spec as it is: an update that was paused goes on. The previous spec is that one then. */
	goOn(id: string, signal: AbortSignal): Promise<ActionOutcome>;
	remove(id: string, signal: AbortSignal): Promise<ActionOutcome>;
	/** Changes what is named of the spec, and tries again at most 3 times when out of sequence. */
	change(id: string, change: ServiceChange, signal: AbortSignal): Promise<'already' | ReplacedSpec>;
	/** Sends the spec from before again; fails as `conflict` where the one that took its place is there no more. */
	putBack(id: string, replaced: ReplacedSpec, signal: AbortSignal): Promise<ActionOutcome>;
	/** What no list tells of its spec: the update policy, and names of variables. */
	settings(
		id: string,
		signal: AbortSignal,
	): Promise<{readonly policy: UpdatePolicy; readonly variables: readonly string[]}>;
	/** The whole spec as it is, to be sent again: nothing is left out or cleaned. */
	spec(id: string, signal: AbortSignal): Promise<VersionedSpec>;
	/** Sends a whole spec as a change of one that was read; `conflict` where that is not the newest. */
	setSpec(id: string, before: VersionedSpec, next: Wire, signal: AbortSignal): Promise<SentSpec>;
	/** Names another image in the spec, as it is written: each node resolves its tag when it starts a task. */
	setImage(id: string, image: string, signal: AbortSignal): Promise<ActionOutcome>;
	/** Field by field, what rolling back would change; undefined where there is no previous spec. */
	rollback(id: string, signal: AbortSignal): Promise<readonly SpecChange[] | undefined>;
	/** Goes back to the previous spec, if that still changes what was shown; fails as `conflict` otherwise. */
	rollBack(id: string, shown: readonly SpecChange[], signal: AbortSignal): Promise<ActionOutcome>;
};

/** Services over dockerode's routes. */
export const createServices = (calls: Calls): Services => ({
	list: async signal =>
		listAnswer(
			'the services',
			await calls.patiently('/services', docker => docker.listServices({...{status: true}}), signal),
		)
			.map(row => decodeService(row, calls.host))
			.filter(row => row !== undefined),
	inspect: async (id, signal) =>
		cleanJson(objectAnswer('the service', ['ID'], await calls.swarm(signal).getService(id).inspect())),
	create: (plan, signal) => createService(calls.changes(signal), plan),
	scale: (id, replicas, signal) => changeService(calls.changes(signal), id, scaled(replicas)),
	restart: (id, signal) => changeService(calls.changes(signal), id, forced),
	goOn: (id, signal) => changeService(calls.changes(signal), id, spec => ({...spec})),
	remove: (id, signal) =>
		removing(calls, {kind: 'services', id}, () => outcome(calls.changes(signal).getService(id).remove()), signal),
	setImage: (id, image, signal) => changeService(calls.changes(signal), id, withImage(image)),
	change: (id, change, signal) => configure(calls.changes(signal), id, change),
	spec: (id, signal) => readSpec(calls.swarm(signal), id),
	putBack: (id, replaced, signal) => putSpecBack(specifiedService(calls.changes(signal), id), replaced),
	setSpec: (id, before, next, signal) => sendSpec(calls.changes(signal), id, before, next),
	settings: (id, signal) => readSettings(calls.swarm(signal), id),
	rollback: (id, signal) => readRollback(calls.swarm(signal), id),
	rollBack: (id, shown, signal) => rollBack(calls.changes(signal), id, shown),
});
