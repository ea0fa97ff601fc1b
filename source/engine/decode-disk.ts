import type {DiskEntry, DiskPart, DiskUsage} from '../model/disk-usage.ts';
import {familiarName, hexOfId} from '../model/image.ts';
import {boundedText, id, moment, number, present, text, type Wire, wire, wires} from './wire.ts';

/** Bytes; engines say -1 for what they did not count. */
const bytes = (value: unknown): number | undefined => {
	const found = number(value);
	return found === undefined || found < 0 ? undefined : found;
};

const sumOf = (sizes: ReadonlyArray<number | undefined>): number | undefined => {
	const known = sizes.filter(size => size !== undefined);
	return known.length === 0 && sizes.length > 0 ? undefined : known.reduce((sum, size) => sum + size, 0);
};

const order = (entry: DiskEntry, figure: 'freeable' | 'size'): number => entry[figure] ?? -1;

/** What frees most first, then the largest, then by name. */
export const byFreeable = (entries: readonly DiskEntry[]): readonly DiskEntry[] =>
	entries.toSorted(
		(a, b) =>
			order(b, 'freeable') - order(a, 'freeable') ||
			order(b, 'size') - order(a, 'size') ||
			a.name.localeCompare(b.name),
	);

/**
 * A part as the engine tells it: up to version 1.51 rows by themselves, from 1.52 on with their sums under another name.
 * Undefined where neither is there.
 */
const partOf = (
	body: Wire,
	[older, newer]: readonly [string, string],
	decode: (row: Wire) => DiskEntry | undefined,
	sums: (entries: readonly DiskEntry[]) => Pick<DiskPart, 'size' | 'freeable'>,
): DiskPart | undefined => {
	if (!(older in body || newer in body)) return undefined;
	const told = wire(body[newer]);
	const entries = byFreeable(
		wires(told.Items ?? body[older])
			.map(row => decode(wire(row)))
			.filter(entry => entry !== undefined),
	);
	const own = sums(entries);
	return present<DiskPart>({
		size: bytes(told.TotalSize) ?? own.size,
		freeable: bytes(told.Reclaimable) ?? own.freeable,
		entries,
	});
};

const plainSums = (entries: readonly DiskEntry[]): Pick<DiskPart, 'size' | 'freeable'> =>
	present<Pick<DiskPart, 'size' | 'freeable'>>({
		size: sumOf(entries.map(({size}) => size)),
		freeable: sumOf(entries.map(({freeable}) => freeable)),
	});

const count = (number_: number, word: string): string => `${number_} ${word}${number_ === 1 ? '' : 's'}`;

const imageOf = (row: Wire): DiskEntry | undefined => {
	const rowId = id(row.Id);
	if (rowId === undefined) return undefined;
	const name = [...wires(row.RepoTags), ...wires(row.RepoDigests)]
		.map(text)
		.find(reference => reference !== undefined && !reference.startsWith('<none>'));
	const size = bytes(row.Size) ?? bytes(row.VirtualSize);
	const shared = bytes(row.SharedSize);
	const own = size === undefined ? undefined : Math.max(0, size - (shared ?? 0));
	const users = bytes(row.Containers);
	const isUsed = users !== undefined && users > 0;
	const use = users === undefined ? 'use not told' : isUsed ? count(users, 'container') : 'unused';
	return present<DiskEntry>({
		id: hexOfId(rowId),
		name: name === undefined ? `<none> ${hexOfId(rowId).slice(0, 12)}` : familiarName(name),
		size: own,
		freeable: users === undefined ? undefined : isUsed ? 0 : own,
		usedAt: undefined,
		isUsed,
		note: name === undefined ? `${use}, dangling` : use,
	});
};

const containerOf = (row: Wire): DiskEntry | undefined => {
	const rowId = id(row.Id);
	if (rowId === undefined) return undefined;
	const state = text(row.State) ?? 'unknown';
	// As docker counts: what is paused or starts again is in use too.
	const isUsed = ['running', 'paused', 'restarting'].includes(state.toLowerCase());
	// An engine leaves out a layer that nothing was written to.
	const size = bytes(row.SizeRw) ?? 0;
	return present<DiskEntry>({
		id: rowId,
		name: (text(wires(row.Names)[0]) ?? rowId.slice(0, 12)).replace(/^\//, ''),
		size,
		freeable: isUsed ? 0 : size,
		usedAt: undefined,
		isUsed,
		note: text(row.Status) ?? state,
	});
};

const volumeOf = (row: Wire): DiskEntry | undefined => {
	const name = id(row.Name);
	if (name === undefined) return undefined;
	const usage = wire(row.UsageData);
	const size = bytes(usage.Size);
	const users = bytes(usage.RefCount);
	const isUsed = users !== undefined && users > 0;
	const driver = text(row.Driver);
	const use = users === undefined ? 'use not told' : isUsed ? count(users, 'container') : 'unused';
	return present<DiskEntry>({
		id: name,
		name,
		size,
		freeable: users === undefined ? undefined : isUsed ? 0 : size,
		usedAt: undefined,
		isUsed,
		note: driver === undefined || driver === 'local' ? use : `${use}, ${driver}`,
	});
};

const cacheOf = (row: Wire): DiskEntry | undefined => {
	const rowId = id(row.ID);
	if (rowId === undefined) return undefined;
	const isShared = row.Shared === true;
	const isUsed = row.InUse === true;
	const size = bytes(row.Size);
	const kind = text(row.Type) ?? 'cache';
	return present<DiskEntry>({
		id: rowId,
		name: text(row.Description) ?? rowId,
		// What an image has too is counted there.
		size: isShared ? 0 : size,
		freeable: isUsed || isShared ? 0 : size,
		usedAt: moment(row.LastUsedAt) ?? moment(row.CreatedAt),
		isUsed,
		note: boundedText(
			[kind, isUsed ? 'in use' : undefined, isShared ? 'shared' : undefined].filter(Boolean).join(', '),
		),
	});
};

/** `GET /system/df` of any version. */
export const decodeDiskUsage = (value: unknown): DiskUsage => {
	const body = wire(value);
	const layers = bytes(body.LayersSize);
	return present<DiskUsage>({
		// Layers that images share are counted once: what is left when all that is in use stays can go.
		images: partOf(body, ['Images', 'ImageUsage'], imageOf, entries => {
			const own = plainSums(entries);
			const used = sumOf(entries.filter(({isUsed}) => isUsed).map(({size}) => size));
			const isTold = entries.every(({freeable}) => freeable !== undefined);
			const rest = layers === undefined || used === undefined || !isTold ? undefined : Math.max(0, layers - used);
			return present<Pick<DiskPart, 'size' | 'freeable'>>({
				size: layers ?? own.size,
				freeable: rest ?? own.freeable,
			});
		}),
		containers: partOf(body, ['Containers', 'ContainerUsage'], containerOf, plainSums),
		volumes: partOf(body, ['Volumes', 'VolumeUsage'], volumeOf, plainSums),
		buildCache: partOf(body, ['BuildCache', 'BuildCacheUsage'], cacheOf, plainSums),
		logs: undefined,
	});
};
