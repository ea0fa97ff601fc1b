import {cleanJson} from '../model/clean-text.ts';
import type {Volume, VolumeDetails} from '../model/volume.ts';
import {boundedText, id, labels, moment, present, text, wire, wires} from './wire.ts';

/** Warnings, and entries of a status, that are kept. */
const mostOfOne = 100;

/** A row of `GET /volumes`. Its name goes into paths: what could not be pointed at by it is left out. */
export const decodeVolume = (value: unknown, host: string): Volume | undefined => {
	const row = wire(value);
	const name = id(row.Name);
	if (name === undefined) return undefined;
	const tags = labels(row.Labels);
	return present<Volume>({
		host,
		id: name,
		name,
		driver: text(row.Driver) ?? 'local',
		scope: text(row.Scope),
		createdAt: moment(row.CreatedAt),
		mountpoint: text(row.Mountpoint),
		labels: tags,
		options: labels(row.Options),
		project: tags['com.docker.compose.project'],
		stack: tags['com.docker.stack.namespace'],
		isAnonymous: /^[0-9a-f]{64}$/.test(name),
	});
};

/** The warnings beside the rows of `GET /volumes`. */
export const decodeWarnings = (value: unknown): readonly string[] =>
	wires(value)
		.slice(0, mostOfOne)
		.map(text)
		.filter(warning => warning !== undefined);

const statusOf = (value: unknown): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(wire(value))
			.slice(0, mostOfOne)
			.map(([key, inner]) => [
				boundedText(key),
				boundedText(typeof inner === 'string' ? inner : (JSON.stringify(inner) ?? '')),
			]),
	);

/** `GET /volumes/{name}`. */
export const decodeVolumeDetails = (value: unknown, warnings: readonly string[]): VolumeDetails => ({
	status: statusOf(wire(value).Status),
	warnings,
	raw: cleanJson(value),
});
