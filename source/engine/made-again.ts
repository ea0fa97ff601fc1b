import type {Definition} from '../model/removed-object.ts';
import type {Calls} from './calls.ts';
import {EngineError} from './engine-error.ts';
import type {ActionOutcome} from './outcome.ts';
import {createLike, imageConfigOf} from './recreate-container.ts';
import type {KeptKind} from './removal.ts';
import {withPresentFiles} from './spec-names.ts';
import {createVolumes} from './volumes.ts';
import {labels, text, type Wire, wire} from './wire.ts';

/** Makes what was removed again. */
export type Removals = {
	/** Fails where its name is taken by now, or where something that it needs is gone. */
	again(definition: Definition, signal: AbortSignal): Promise<ActionOutcome>;
};

/** Query and body are told apart for the modem, of which the types know nothing. */
const withBody = (body: object): object => ({_query: {}, _body: body});

const container = async (calls: Calls, {name, told}: Definition, signal: AbortSignal): Promise<ActionOutcome> => {
	const image = text(wire(told.Config).Image) ?? '';
	// Of an image that is gone all is told as the container had it.
	const imageConfig = (await imageConfigOf(calls, told.Image, signal)) ?? {};
	let made: string | undefined;
	try {
		const note = (id: string): void => {
			made = id;
		};
		const id = await createLike(calls, {name, inspected: told}, {image, imageConfig, made: note}, signal);
		if (wire(told.State).Running === true) await calls.verbs(signal).getContainer(id).start();
		return 'done';
	} catch (error) {
		if (made === undefined || !(error instanceof EngineError)) throw error;
		throw new EngineError(error.kind, `${error.message}; ${name} was made, and does not run`, {cause: error});
	}
};

const service = async (calls: Calls, {told}: Definition, signal: AbortSignal): Promise<ActionOutcome> => {
	const docker = calls.changes(signal);
	await docker.createService(withBody(await withPresentFiles(docker, wire(told.Spec))));
	return 'done';
};

/** What the engine chose for a network of its own, which another one may have by now. */
const chosen = 'com.docker.network.driver.overlay.vxlanid_list';

const networkOf = (told: Wire) => {
	const {Name, Driver, Internal, Attachable, Ingress, EnableIPv6, IPAM, Labels, ConfigOnly} = told;
	const {[chosen]: _, ...options} = wire(told.Options);
	const from = wire(told.ConfigFrom);
	return {
		...{Name, Driver, Internal, Attachable, Ingress, EnableIPv6, IPAM, Labels, ConfigOnly},
		Options: options,
		// Engines before 1.44 take a name twice unless they are told.
		CheckDuplicate: true,
		...(text(from.Network) === undefined ? {} : {ConfigFrom: from}),
	};
};

const network = async (calls: Calls, {name, told}: Definition, signal: AbortSignal): Promise<ActionOutcome> => {
	await calls.verbs(signal).createNetwork({Name: name, ...withBody(networkOf(told))});
	return 'done';
};

const volume = async (calls: Calls, {name, told}: Definition, signal: AbortSignal): Promise<ActionOutcome> => {
	const options = labels(told.Options);
	await createVolumes(calls).create(
		{
			...{name, driver: text(told.Driver) ?? 'local', labels: labels(told.Labels)},
			...(Object.keys(options).length === 0 ? {} : {options}),
		},
		signal,
	);
	return {told: `made volume ${name} again, empty`};
};

const config = async (calls: Calls, {told}: Definition, signal: AbortSignal): Promise<ActionOutcome> => {
	await calls.changes(signal).createConfig(withBody(wire(told.Spec)));
	return 'done';
};

const makers: Readonly<
	Record<KeptKind, ((calls: Calls, definition: Definition, signal: AbortSignal) => Promise<ActionOutcome>) | undefined>
> = {
	containers: container,
	services: service,
	networks: network,
	volumes: volume,
	configs: config,
	secrets: undefined,
};

const isKept = (kind: string): kind is KeptKind => Object.hasOwn(makers, kind);

/** Makes again what was removed, over dockerode's routes. */
export const createRemovals = (calls: Calls): Removals => ({
	async again(definition, signal) {
		const make = isKept(definition.kind) ? makers[definition.kind] : undefined;
		if (make === undefined) throw new EngineError('rejected', definition.refusal ?? 'it cannot be made again');
		return make(calls, definition, signal);
	},
});
