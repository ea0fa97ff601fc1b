import {formatBytes} from '../../model/bytes.ts';
import {formatDuration} from '../../model/duration.ts';
import type {Image, ImageDetails, ImageLayer} from '../../model/image.ts';
import type {Line} from '../../model/tone.ts';
import type {EngineState, Inspected} from '../../store/state.ts';
import {ageOf, formatMoment, labelled} from '../cell.ts';
import type {Section, View} from '../resource.ts';
import {userLine} from '../users.ts';
import {imageCondition, imageReason} from './condition.ts';
import {imagesTable} from './table.ts';
import {leftBehindOf, usersOf} from './users.ts';

/** What inspecting told of the row whose page is open. */
const inspectedOf = (
	row: Image,
	{inspected}: EngineState,
): (Inspected & {readonly details?: ImageDetails}) | undefined =>
	// Safe: what is inspected of this table comes from its own listing.
	inspected?.table === imagesTable.id && inspected.id === row.id
		? (inspected as Inspected & {readonly details?: ImageDetails})
		: undefined;

/** Of its size, what goes with it, and what others have too. */
const sizeText = (row: Image, details: ImageDetails | undefined): string => {
	if (row.size === undefined) return '–';
	const shared = details?.sharedSize;
	const parts =
		shared === undefined ? '' : `, ${formatBytes(row.size - shared)} of it unique, ${formatBytes(shared)} shared`;
	return `${formatBytes(row.size)}${parts}`;
};

const stateLines = (row: Image, details: ImageDetails | undefined, view: View): readonly Line[] => {
	const condition = imageCondition(row, view);
	const reason = imageReason(row, view);
	const created = row.createdAt;
	return [
		...labelled('Why', reason === undefined ? undefined : {text: reason, tone: condition.tone}),
		...row.tags.flatMap((tag, index) => labelled(index === 0 ? 'Tags' : '', tag)),
		...row.digests.flatMap((digest, index) => labelled(index === 0 ? 'Digests' : '', {text: digest, tone: 'quiet'})),
		...labelled('Size', sizeText(row, details)),
		...labelled(
			'Created',
			created === undefined ? undefined : `${formatMoment(created)} (${formatDuration(view.now - created)} ago)`,
		),
		...labelled('Platform', details?.platform),
		...labelled('Author', details?.author),
		...labelled('Entrypoint', details?.entrypoint),
		...labelled('Command', details?.command),
		...labelled('Directory', details?.workingDirectory),
		...labelled('User', details?.user),
		...labelled('Exposes', details?.ports.join(' ')),
		...labelled('Volumes', details?.volumes.join(' ')),
		// Without the name of its digest it stands in one line of 80 cells.
		...labelled('ID', {text: row.imageId.replace('sha256:', ''), tone: 'quiet'}),
	];
};

const userLines = (row: Image, view: View): readonly Line[] => {
	const behind = leftBehindOf(row, view.state);
	return [...usersOf(row, view.state), ...behind].map(container => [
		...userLine(container, view),
		...(behind.includes(container)
			? [{text: '  runs the image that had this name before', tone: 'warning'} as const]
			: []),
	]);
};

const layerLine = (layer: ImageLayer, view: View): Line => [
	// A label's width, so that a long command goes on under itself.
	{
		text: `${(layer.size === 0 ? '' : formatBytes(layer.size)).padStart(7)}  ${ageOf(layer.createdAt, view.now).text.padStart(4)}  `,
		tone: 'quiet',
	},
	{text: layer.command === '' ? '–' : layer.command, ...(layer.size === 0 ? {tone: 'quiet'} : {})},
];

/** The page of an image. */
export const imageDetails = (row: Image, view: View): readonly Section[] => {
	const inspected = inspectedOf(row, view.state);
	const details = inspected?.details;
	const waiting: Line =
		inspected?.fault === undefined
			? [{text: 'reading…', tone: 'quiet'}]
			: [{text: inspected.fault.message, tone: 'bad'}];
	const orNone = (lines: readonly Line[]): readonly Line[] =>
		lines.length === 0 ? [[{text: 'none', tone: 'quiet'}]] : lines;
	return [
		{title: 'Summary', lines: stateLines(row, details, view)},
		{title: 'Used by', lines: orNone(userLines(row, view))},
		{
			title: 'History by layer, newest first',
			lines: details === undefined ? [waiting] : orNone(details.history.map(layer => layerLine(layer, view))),
		},
		{
			title: 'Labels',
			lines: orNone(
				Object.entries(row.labels).map(([name, value]) => [{text: `${name}=`, tone: 'quiet'}, {text: value}]),
			),
		},
	];
};
