import {setTimeout as pause} from 'node:timers/promises';
import {objectAnswer} from './answer-shape.ts';
import type {Calls} from './calls.ts';
import {EngineError} from './engine-error.ts';
import {createImageTransfers} from './image-transfers.ts';
import {outcome} from './outcome.ts';
import {hasChosenPort, recreationOf} from './recreation-body.ts';
import type {TransferProgress} from './transfer-progress.ts';
import {number, text, type Wire, wire} from './wire.ts';

/** What is to be known of a container before it is made anew. */
export type Recreatable = {
	/** The reference that it was made from. */
	readonly image: string;
	/** Whether the engine removes it by itself once it stops. */
	readonly isRemovedWhenStopped: boolean;
	readonly hasHealthCheck: boolean;
	/** Whether the engine chose a port that it publishes. */
	readonly hasChosenPort: boolean;
	/** Whether its image is still there: what that one set can be told apart from what was set for the container. */
	readonly isImageKnown: boolean;
};

/** How a container is made anew. */
export type RecreateOptions = {
	readonly image: string;
	readonly isPulled: boolean;
	/** How long one without a health check must run before it counts, ms. */
	readonly trial: number;
};

/** Who hears how it goes: progress, and what is there just now, in words for whoever finds it so. */
export type RecreationNews = {
	tell(progress: string | TransferProgress): void;
	stands(what: string): void;
};

/** Containers made anew with another image. */
export type Recreation = {
	recreatable(id: string, signal: AbortSignal): Promise<Recreatable>;
	/**
	 * Makes a container anew under its name; the old one is `NAME-old` until the new one runs. What does not run is removed,
	 * and the old one is put back. Resolves with whether its image is another one.
	 */
	recreate(id: string, options: RecreateOptions, news: RecreationNews, signal: AbortSignal): Promise<boolean>;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** How often the new one is looked at, and how long putting back may take, ms. */
const look = 300;
const longestPutBack = 60_000;

/** A container as it is replaced. */
type Replaced = {readonly id: string; readonly name: string; readonly isUp: boolean; readonly inspected: Wire};

/** Why a container that was started does not run as it should; undefined while it does. */
const endOf = (inspected: Wire): string | undefined => {
	const state = wire(inspected.State);
	const said = text(state.Error);
	const words = said === undefined ? '' : `: ${said}`;
	const restarts = number(inspected.RestartCount) ?? 0;
	if (state.Running === true && restarts === 0)
		return wire(state.Health).Status === 'unhealthy' ? 'the new one is unhealthy' : undefined;
	// Of one that runs again the engine tells 0, whatever it ended with before.
	if (state.Running === true && state.Restarting !== true)
		return `the new one ended, and was restarted ${restarts === 1 ? 'once' : `${restarts} times`}`;
	return `the new one ended with exit code ${number(state.ExitCode) ?? 'unknown'}${words}`;
};

const inspect = async (calls: Calls, id: string, signal: AbortSignal): Promise<Wire> =>
	objectAnswer('the container', ['Id'], await calls.containers(signal).getContainer(id).inspect());

/** Configuration of an image; undefined where it is gone. */
export const imageConfigOf = async (calls: Calls, id: unknown, signal: AbortSignal): Promise<Wire | undefined> => {
	try {
		return wire(wire(await calls.containers(signal).getImage(String(id)).inspect()).Config);
	} catch (error) {
		if (error instanceof EngineError && error.kind === 'missing') return undefined;
		throw error;
	}
};

/** Waits until it runs healthy, or has run for a while where nothing checks its health; fails where it does not. */
const untilItRuns = async (
	calls: Calls,
	id: string,
	{trial, tell}: Pick<RecreateOptions, 'trial'> & Pick<RecreationNews, 'tell'>,
	signal: AbortSignal,
): Promise<void> => {
	const begun = performance.now();
	for (;;) {
		const inspected = await inspect(calls, id, signal);
		const why = endOf(inspected);
		if (why !== undefined) throw new EngineError('rejected', why);
		const health = wire(wire(inspected.State).Health).Status;
		const isChecked = health !== undefined && health !== 'none';
		if (isChecked ? health === 'healthy' : performance.now() - begun >= trial) return;
		tell(isChecked ? 'waiting for its health check' : 'watching whether it runs');
		await pause(look, undefined, {signal});
	}
};

/** Makes a container like an inspected one, in all its networks; it does not run yet. `made` hears its id as soon as it has one. */
export const createLike = async (
	calls: Calls,
	{name, inspected}: Pick<Replaced, 'name' | 'inspected'>,
	{image, imageConfig, made}: {readonly image: string; readonly imageConfig: Wire; made(id: string): void},
	signal: AbortSignal,
): Promise<string> => {
	const {body, others, without} = recreationOf(inspected, imageConfig, image);
	// Query and body are told apart for the modem, of which the types know nothing.
	const options: object = {_query: {name}, _body: body};
	const id = text(wire(await calls.verbs(signal).createContainer(options)).id);
	if (id === undefined) throw new EngineError('rejected', 'the engine did not tell which container it made');
	made(id);
	const docker = calls.changes(signal);
	for (const {network, config} of others)
		await docker.getNetwork(network).connect({Container: id, EndpointConfig: config});
	if (without !== undefined) await docker.getNetwork(without).disconnect({Container: id, Force: true});
	return id;
};

/** The old one under its name again, and running if it ran; whatever of that is so already stays. */
const putBack = async (calls: Calls, {id, name, isUp}: Replaced, made: string | undefined): Promise<void> => {
	const signal = AbortSignal.timeout(longestPutBack);
	const docker = calls.verbs(signal);
	// Its volumes are those of the old one.
	if (made !== undefined) await docker.getContainer(made).remove({force: true, v: false});
	const now = await inspect(calls, id, signal);
	if (now.Name !== `/${name}`) await docker.getContainer(id).rename({name});
	if (isUp && wire(now.State).Running !== true) await outcome(docker.getContainer(id).start());
};

/** Puts the new one in the place of the old one, which stays under its other name. */
const replace = async (
	calls: Calls,
	old: Replaced,
	{image, trial, imageConfig}: RecreateOptions & {readonly imageConfig: Wire},
	{tell, stands}: RecreationNews,
	signal: AbortSignal,
): Promise<void> => {
	const {id, name, isUp} = old;
	let made: string | undefined;
	try {
		tell('making the new one');
		stands(`the old one is ${name} or ${name}-old${isUp ? ', and runs' : ''}`);
		await calls
			.changes(signal)
			.getContainer(id)
			.rename({name: `${name}-old`});
		stands(`the old one is ${name}-old${isUp ? ', and runs' : ''}`);
		const noteMade = (fresh: string): void => {
			made = fresh;
			stands(`the old one is ${name}-old${isUp ? ', and runs' : ''}; the new ${name} was made, and not started`);
		};
		const fresh = await createLike(calls, old, {image, imageConfig, made: noteMade}, signal);
		if (!isUp) return;
		tell('stopping the old one');
		stands(`the old one is ${name}-old and was told to stop; the new ${name} was made, and not started`);
		await outcome(calls.verbs(signal).getContainer(id).stop());
		tell('starting the new one');
		stands(`the old one is ${name}-old, stopped; the new ${name} was told to start`);
		await calls.verbs(signal).getContainer(fresh).start();
		await untilItRuns(calls, fresh, {trial, tell}, signal);
	} catch (error) {
		tell('putting the old one back');
		try {
			await putBack(calls, old, made);
			stands(`the old one is ${name} again${isUp ? ', and runs' : ''}`);
		} catch (second) {
			const why = messageOf(second);
			throw new EngineError('rejected', `${messageOf(error)}; it could not be put back: ${why}`, {cause: error});
		}
		throw error;
	}
};

/** Recreation over dockerode's routes. */
export const createRecreation = (calls: Calls): Recreation => ({
	async recreatable(id, signal) {
		const inspected = await inspect(calls, id, signal);
		const config = wire(inspected.Config);
		const check = wire(config.Healthcheck).Test;
		return {
			image: text(config.Image) ?? '',
			isRemovedWhenStopped: wire(inspected.HostConfig).AutoRemove === true,
			hasHealthCheck: Array.isArray(check) && check.length > 0 && check[0] !== 'NONE',
			hasChosenPort: hasChosenPort(inspected),
			isImageKnown: (await imageConfigOf(calls, inspected.Image, signal)) !== undefined,
		};
	},
	async recreate(id, options, news, signal) {
		const {image, isPulled} = options;
		const inspected = await inspect(calls, id, signal);
		const name = (text(inspected.Name) ?? '').replace(/^\//, '');
		// Read before the pull: what loses its name with it may be gone soon after.
		const imageConfig = (await imageConfigOf(calls, inspected.Image, signal)) ?? {};
		news.stands(`${name} is as it was`);
		if (isPulled) await createImageTransfers(calls).pull(image, progress => news.tell(progress), signal);
		const fresh = wire(await calls.containers(signal).getImage(image).inspect()).Id;
		signal.throwIfAborted();
		const old = {id, name, isUp: wire(inspected.State).Running === true, inspected};
		await replace(calls, old, {...options, imageConfig}, news, signal);
		news.tell('removing the old one');
		news.stands(`the new ${name} is there; the old one is ${name}-old, stopped`);
		await calls.verbs(signal).getContainer(id).remove({force: false, v: false});
		return fresh !== inspected.Image;
	},
});
