import type {Calls} from './calls.ts';
import {EngineError} from './engine-error.ts';
import {text, wire} from './wire.ts';

/** The label of containers that only stand for a volume; it says of which one. */
export const lookLabel = 'tallyman.looks-into';

/** Where such a container has its volume. */
export const lookedInto = '/volume';

/** What such a container is made of: it is never started, reaches nothing, and only reads. */
const bodyOf = (volume: string, image: string) => ({
	Image: image,
	Entrypoint: ['none'],
	Cmd: [],
	NetworkDisabled: true,
	Labels: {[lookLabel]: volume},
	// What the image has at that path must not be copied into an empty volume.
	HostConfig: {NetworkMode: 'none', Binds: [`${volume}:${lookedInto}:ro,nocopy`]},
});

/** Removes it, though everything else is given up; volumes that the image wanted go with it, never the one that was looked into. */
const removed = async (calls: Calls, id: string): Promise<void> => {
	await calls
		.changes(AbortSignal.timeout(10_000))
		.getContainer(id)
		.remove({force: true, v: true})
		.catch(() => undefined);
};

/** Looks into a volume through a container that is made for that, and removed after it. */
export const lookInto = async <Result>(
	calls: Calls,
	{volume, image}: {readonly volume: string; readonly image: string},
	look: (container: string) => Promise<Result>,
	signal: AbortSignal,
): Promise<Result> => {
	// Given up before it was told which one was made, it could not be removed.
	const settled = AbortSignal.timeout(10_000);
	signal.throwIfAborted();
	const options: object = {_query: {}, _body: bodyOf(volume, image)};
	const id = text(wire(await calls.changes(settled).createContainer(options)).id);
	if (id === undefined) throw new EngineError('rejected', 'the engine did not tell which container it made');
	try {
		return await look(id);
	} finally {
		await removed(calls, id);
	}
};
