import {formatBytes} from '../../model/bytes.ts';
import {type DiskEntry, type DiskPart, type DiskUsage, freeableOf} from '../../model/disk-usage.ts';
import {formatMoment, textOr, unknown} from '../cell.ts';
import type {Branch, Report, Survey} from './survey.ts';

type PartName = keyof DiskUsage;

/** What a part is called, and the kind as whose rows its entries are told. */
const parts: Readonly<Record<PartName, {readonly title: string; readonly told?: string}>> = {
	images: {title: 'Images', told: 'images'},
	containers: {title: 'Containers', told: 'containers'},
	volumes: {title: 'Volumes', told: 'volumes'},
	buildCache: {title: 'Build cache'},
	logs: {title: 'Logs', told: 'containers'},
};

const bytes = (size: number | undefined) => textOr(size === undefined ? undefined : formatBytes(size));

const entryOf = (name: PartName, entry: DiskEntry): Branch => {
	const {told} = parts[name];
	const {freeable} = entry;
	return {
		id: `${name} ${entry.id}`,
		cells: [
			{text: entry.name},
			bytes(entry.size),
			freeable !== undefined && freeable > 0 ? {text: formatBytes(freeable), tone: 'warning'} : bytes(freeable),
			// Without the seconds: what one wants to know is which day.
			entry.usedAt === undefined ? unknown : {text: formatMoment(entry.usedAt).slice(0, 16)},
			{text: entry.note, tone: entry.isUsed ? 'plain' : 'quiet'},
		],
		copied: entry.id,
		...(told === undefined ? {} : {names: [`${told} ${entry.id}`]}),
	};
};

const share = ({size, freeable}: DiskPart): string =>
	size === undefined || freeable === undefined || size === 0 ? '' : `, ${Math.round((freeable / size) * 100)}% can go`;

const partOf = (name: PartName, part: DiskPart): Branch => {
	const used = part.entries.filter(({isUsed}) => isUsed).length;
	return {
		id: name,
		cells: [
			{text: `${parts[name].title} (${part.entries.length})`, tone: 'strong'},
			bytes(part.size),
			part.freeable !== undefined && part.freeable > 0
				? {text: formatBytes(part.freeable), tone: 'warning'}
				: bytes(part.freeable),
			unknown,
			{text: `${used} in use${share(part)}`, tone: 'quiet'},
		],
		branches: part.entries.map(entry => entryOf(name, entry)),
		isFolded: true,
	};
};

/** Parts as rows, what frees most first. */
export const diskBranches = (usage: DiskUsage): readonly Branch[] =>
	// Safe: a record's own keys are those of its type.
	(Object.keys(parts) as readonly PartName[])
		.flatMap(name => {
			const part = usage[name];
			return part === undefined ? [] : [{name, part}];
		})
		.toSorted((a, b) => (b.part.freeable ?? -1) - (a.part.freeable ?? -1))
		.map(({name, part}) => partOf(name, part));

const reportOf = (usage: DiskUsage): Report => {
	const branches = diskBranches(usage);
	const freeable = freeableOf(usage);
	return {
		branches: () => branches,
		facts: {...usage, freeable: freeable ?? null},
		summary: freeable === undefined ? 'what can be freed is not told' : `${formatBytes(freeable)} can be freed`,
	};
};

/** `docker system df -v` as a tree. Engines count it file by file: nothing but this word asks for it. */
export const disk: Survey = {
	word: 'disk',
	title: 'Disk usage',
	help: 'what takes room on the engine’s disk, and what of it can be freed',
	firstColumn: 'NAME',
	columns: [
		{title: 'SIZE', width: 8, align: 'right'},
		{title: 'FREEABLE', width: 8, align: 'right'},
		{title: 'LAST USED', width: 16, align: 'left', isWide: true},
		{title: 'USE', width: 24, align: 'left'},
	],
	reads: ['images', 'containers', 'volumes'],
	ask: async (engine, signal) => reportOf(await engine.system.diskUsage(signal)),
};
