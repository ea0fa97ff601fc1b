import type {Container, ContainerDetails} from '../../model/container.ts';
import {formatDuration} from '../../model/duration.ts';
import type {Line, Span} from '../../model/tone.ts';
import {formatMoment, labelled} from '../cell.ts';
import {endingSection} from '../ending-section.ts';
import {eventsSection} from '../events/section.ts';
import {loopText} from '../loop.ts';
import type {DetailsOptions, Section, View} from '../resource.ts';
import {imageText, statusText} from './columns.ts';
import {containerCondition, inspectedOf, isContainerFaulty, recentDeaths} from './condition.ts';
import {endingOf} from './ending.ts';
import {containerReason} from './explain.ts';
import {healthSection} from './health-section.ts';
import {portTexts} from './ports.ts';
import {processSection} from './process-section.ts';
import {timelineSection} from './timeline.ts';
import {graphSection, limitLines} from './usage-section.ts';

/** The name that it was made from, and its image where that name is on another by now. */
const imageLines = (row: Container, details: ContainerDetails | undefined): readonly Line[] => {
	const now = imageText(row.image);
	const configured = details === undefined ? now : imageText(details.image);
	return [
		...labelled('Image', configured),
		...(configured === now ? [] : labelled('Image now', `${now}: ${configured} is another one by now`)),
	];
};

const whyOf = (row: Container, view: View): Span | undefined => {
	const reason = containerReason(row, view);
	const {tone} = containerCondition(row, view);
	return reason === undefined ? undefined : {text: reason, tone: tone === 'good' ? 'plain' : tone};
};

/** The badge of one that is started again and again. */
const loopOf = (row: Container, view: View): Span | undefined => {
	const {glyph, word, tone} = containerCondition(row, view);
	const deaths = recentDeaths(row, view);
	return word === 'restarting' && deaths.length > 1
		? {text: `${glyph} ${loopText(deaths, view.now)}`, tone}
		: undefined;
};

const stateLines = (row: Container, details: ContainerDetails | undefined, view: View): readonly Line[] => {
	const condition = containerCondition(row, view);
	const moment = (at: number | undefined) =>
		at === undefined ? undefined : `${formatMoment(at)} (${formatDuration(view.now - at)} ago)`;
	return [
		...labelled('State', {text: `${condition.glyph} ${statusText(row, view)}`, tone: condition.tone}),
		...labelled('Why', whyOf(row, view)),
		...labelled('Loop', loopOf(row, view)),
		...imageLines(row, details),
		...labelled('Command', details?.command ?? row.command),
		...labelled('Started', moment(details?.startedAt)),
		...(row.state === 'running' || row.state === 'paused' ? [] : labelled('Finished', moment(details?.finishedAt))),
		...labelled('Error', details?.error === undefined ? undefined : {text: details.error, tone: 'bad'}),
		...labelled(
			'Restarts',
			details === undefined ? undefined : `${details.restartCount}, policy ${details.restartPolicy ?? 'no'}`,
		),
	];
};

const originLines = (row: Container, view: View): readonly Line[] => [
	...labelled(
		'Created',
		row.createdAt === undefined
			? undefined
			: `${formatMoment(row.createdAt)} (${formatDuration(view.now - row.createdAt)} ago)`,
	),
	...labelled('Project', row.project),
	...labelled('Service', row.serviceName),
	...labelled('ID', {text: row.id, tone: 'quiet'}),
];

/** The page of a container. Values of the environment are masked until asked for. */
export const containerDetails = (row: Container, view: View, options: DetailsOptions): readonly Section[] => {
	const inspected = inspectedOf(row, view.state);
	const details = inspected?.details;
	const waiting: readonly Line[] =
		inspected?.fault === undefined
			? [[{text: 'reading…', tone: 'quiet'}]]
			: [[{text: inspected.fault.message, tone: 'bad'}]];
	const orWaiting = (lines: readonly Line[]) => (details === undefined ? waiting : lines);
	const none: readonly Line[] = [[{text: 'none', tone: 'quiet'}]];
	const orNone = (lines: readonly Line[]) => orWaiting(lines.length === 0 ? none : lines);
	const past: readonly Section[] = [
		timelineSection(row, view),
		...(endingOf(row, view) === undefined ? [] : [endingSection('containers', row.id, view)]),
	];
	const checks: readonly Section[] =
		(details?.probes.length ?? 0) > 0 || row.health !== undefined ? [healthSection(details, view.now)] : [];
	// Of what goes wrong one wants to know why, of what runs how much it takes.
	const isTroubled = isContainerFaulty(row, view) || row.state === 'exited';
	return [
		{title: 'Summary', lines: stateLines(row, details, view)},
		...(isTroubled ? [...past, ...checks] : []),
		{title: 'Usage and limits', lines: orWaiting(limitLines(details, row, view))},
		graphSection(row, details, view, options.graphSpan),
		...(inspected?.processes === undefined ? [] : [processSection(inspected.processes)]),
		...(isTroubled ? [] : [...checks, ...past]),
		eventsSection('containers', row, view),
		{
			title: row.state === 'running' || row.state === 'paused' ? 'Ports' : 'Ports, when it runs',
			lines: orNone(portTexts(details?.ports ?? row.ports).map(text => [{text}])),
		},
		{
			title: 'Mounts',
			lines: orNone(
				(details?.mounts ?? []).map(mount => [
					{text: mount.destination},
					{text: ` ← ${mount.source} (${mount.type}${mount.isReadOnly ? ', read-only' : ''})`, tone: 'quiet'},
				]),
			),
		},
		{
			title: 'Networks',
			lines: orNone(
				(details?.networks ?? []).map(network => [
					{text: network.name},
					{
						text: `  ${network.ip ?? 'no address'}${network.gateway === undefined ? '' : ` via ${network.gateway}`}`,
						tone: 'quiet',
					},
				]),
			),
		},
		{
			title: options.isMasked ? 'Environment (m shows values)' : 'Environment',
			lines: orNone(
				(details?.environment ?? []).map(variable => [
					{text: `${variable.name}=`, tone: 'quiet'},
					{text: options.isMasked ? '•••' : variable.value},
				]),
			),
		},
		{
			title: 'Labels',
			lines: orNone(
				Object.entries(details?.labels ?? row.labels).map(([name, value]) => [
					{text: `${name}=`, tone: 'quiet'},
					{text: value},
				]),
			),
		},
		{title: 'Origin', lines: originLines(row, view)},
	];
};
