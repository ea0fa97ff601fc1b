import {formatDuration} from '../../model/duration.ts';
import {type Network, type NetworkDetails, networkTraits} from '../../model/network.ts';
import type {Line} from '../../model/tone.ts';
import type {EngineState, Inspected} from '../../store/state.ts';
import {formatMoment, labelled} from '../cell.ts';
import type {Section, View} from '../resource.ts';
import {userLine} from '../users.ts';
import {serviceNames, usersOf} from './condition.ts';
import {networksTable} from './table.ts';

/** What inspecting told of the row whose page is open. */
const inspectedOf = (
	row: Network,
	{inspected}: EngineState,
): (Inspected & {readonly details?: NetworkDetails}) | undefined =>
	// Safe: what is inspected of this table comes from its own listing.
	inspected?.table === networksTable.id && inspected.id === row.id
		? (inspected as Inspected & {readonly details?: NetworkDetails})
		: undefined;

const stateLines = (row: Network, view: View): readonly Line[] => {
	const {createdAt} = row;
	return [
		...labelled('Driver', row.driver),
		...labelled('Scope', row.scope),
		...labelled('Traits', networkTraits(row).join(', ')),
		...row.subnets.flatMap(({subnet, gateway, range}, index) =>
			labelled(
				index === 0 ? 'Subnets' : '',
				`${subnet}${gateway === undefined ? '' : ` via ${gateway}`}${range === undefined ? '' : `, addresses of ${range}`}`,
			),
		),
		...labelled('Stack', row.stack),
		...labelled('Project', row.project),
		...labelled(
			'Created',
			createdAt === undefined ? undefined : `${formatMoment(createdAt)} (${formatDuration(view.now - createdAt)} ago)`,
		),
		...labelled('ID', {text: row.id, tone: 'quiet'}),
	];
};

/** Containers with their addresses, and what the swarm put there itself. */
const memberLines = (row: Network, details: NetworkDetails | undefined, view: View): readonly Line[] => {
	const endpoints = new Map((details?.endpoints ?? []).map(endpoint => [endpoint.id, endpoint]));
	const users = usersOf(row, view.state);
	const ids = new Set(users.map(({id}) => id));
	return [
		...users.map(user => userLine(user, view, endpoints.get(user.id)?.addresses.join(' '))),
		...[...endpoints.values()]
			.filter(({id}) => !ids.has(id))
			.map(({name, addresses}): Line => [{text: `  ${name}  ${addresses.join(' ')}`, tone: 'quiet'}]),
	];
};

const pairs = (record: Readonly<Record<string, string>>): readonly Line[] =>
	Object.entries(record).map(([name, value]) => [{text: `${name}=`, tone: 'quiet'}, {text: value}]);

const orNone = (lines: readonly Line[]): readonly Line[] =>
	lines.length === 0 ? [[{text: 'none', tone: 'quiet'}]] : lines;

/** The page of a network. */
export const networkDetails = (row: Network, view: View): readonly Section[] => {
	const inspected = inspectedOf(row, view.state);
	const details = inspected?.details;
	const services = serviceNames(row, view.state);
	// Names are known before the addresses are.
	const waiting: readonly Line[] =
		inspected?.fault !== undefined
			? [[{text: inspected.fault.message, tone: 'bad'}]]
			: details === undefined
				? [[{text: 'reading their addresses…', tone: 'quiet'}]]
				: [];
	const members = [...waiting, ...memberLines(row, details, view)];
	return [
		{title: 'Summary', lines: stateLines(row, view)},
		{title: row.scope === 'swarm' ? 'In it on this node' : 'In it', lines: orNone(members)},
		...(services.length === 0 ? [] : [{title: 'Services', lines: services.map((text): Line => [{text}])}]),
		...(details === undefined || details.peers.length === 0
			? []
			: [{title: 'Nodes that it is on now', lines: details.peers.map((text): Line => [{text}])}]),
		{title: 'Options', lines: orNone(pairs(row.options))},
		{title: 'Labels', lines: orNone(pairs(row.labels))},
	];
};
