import {formatDuration} from '../../model/duration.ts';
import type {Line} from '../../model/tone.ts';
import type {Volume, VolumeDetails} from '../../model/volume.ts';
import type {EngineState, Inspected} from '../../store/state.ts';
import {formatMoment, labelled} from '../cell.ts';
import type {Section, View} from '../resource.ts';
import {userLine} from '../users.ts';
import {usersOf} from './condition.ts';
import {volumesTable} from './table.ts';

/** What inspecting told of the row whose page is open. */
const inspectedOf = (
	row: Volume,
	{inspected}: EngineState,
): (Inspected & {readonly details?: VolumeDetails}) | undefined =>
	// Safe: what is inspected of this table comes from its own listing.
	inspected?.table === volumesTable.id && inspected.id === row.id
		? (inspected as Inspected & {readonly details?: VolumeDetails})
		: undefined;

const stateLines = (row: Volume, fault: Line | undefined, view: View): readonly Line[] => {
	const {createdAt} = row;
	return [
		...(fault === undefined ? [] : [fault]),
		...labelled('Name', row.name),
		...labelled('Driver', row.driver),
		...labelled('Scope', row.scope),
		...labelled('Stack', row.stack),
		...labelled('Project', row.project),
		...labelled(
			'Created',
			createdAt === undefined ? undefined : `${formatMoment(createdAt)} (${formatDuration(view.now - createdAt)} ago)`,
		),
		...labelled('Mountpoint', row.mountpoint),
	];
};

const pairs = (record: Readonly<Record<string, string>>): readonly Line[] =>
	Object.entries(record).map(([name, value]) => [{text: `${name}=`, tone: 'quiet'}, {text: value}]);

const orNone = (lines: readonly Line[]): readonly Line[] =>
	lines.length === 0 ? [[{text: 'none', tone: 'quiet'}]] : lines;

/** The page of a volume. */
export const volumeDetails = (row: Volume, view: View): readonly Section[] => {
	const inspected = inspectedOf(row, view.state);
	const {status = {}, warnings = []} = inspected?.details ?? {};
	const [fault] = labelled(
		'Fault',
		inspected?.fault === undefined ? undefined : {text: inspected.fault.message, tone: 'bad'},
	);
	return [
		{title: 'Summary', lines: stateLines(row, fault, view)},
		...(warnings.length === 0
			? []
			: [{title: 'What the engine warns of', lines: warnings.map((text): Line => [{text, tone: 'warning'}])}]),
		{
			title: 'Used by',
			lines: orNone(
				usersOf(row, view.state).map(user =>
					userLine(user, view, user.serviceName === undefined ? '' : `of service ${user.serviceName}`),
				),
			),
		},
		{title: 'Options', lines: orNone(pairs(row.options))},
		...(Object.keys(status).length === 0 ? [] : [{title: 'Told by its driver', lines: pairs(status)}]),
		{title: 'Labels', lines: orNone(pairs(row.labels))},
	];
};
