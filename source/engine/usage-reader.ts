import type {Container} from 'dockerode';
import type {UsageSample} from '../model/usage.ts';
import {bodyMessages, bodyOf} from './body-stream.ts';
import {decodeUsage} from './decode-usage.ts';

/** Samples of one container as its engine streams them, about one a second. */
export async function* readUsage(
	container: Container,
	signal: AbortSignal,
): AsyncGenerator<UsageSample, void, undefined> {
	const body: unknown = await container.stats({stream: true});
	for await (const message of bodyMessages(bodyOf(body), signal)) {
		const sample = decodeUsage(message);
		// A container that stops goes on sending empty counters: that is the end of what there is to know.
		if (sample === undefined) return;
		yield sample;
	}
}
