import type {ContainerDetails, HealthCheck, HealthProbe} from '../../model/container.ts';
import {formatDuration} from '../../model/duration.ts';
import type {Line} from '../../model/tone.ts';
import type {Section} from '../resource.ts';

/** What the engine does where a check does not say. Source: moby, daemon/health.go. */
const usual = {interval: 30_000, timeout: 30_000, retries: 3};

const checkLine = ({command, interval, timeout, retries}: HealthCheck): Line => [
	{
		text: `each ${formatDuration(interval ?? usual.interval)}, at most ${formatDuration(timeout ?? usual.timeout)}, unhealthy after ${retries ?? usual.retries}: `,
		tone: 'quiet',
	},
	{text: command},
];

const isWell = ({exitCode}: HealthProbe): boolean => exitCode === 0;

/** Milliseconds that one took. */
const spanOf = ({startedAt, endedAt}: HealthProbe): number | undefined =>
	startedAt === undefined || endedAt === undefined ? undefined : endedAt - startedAt;

const spanText = (milliseconds: number): string =>
	milliseconds < 1000 ? `${Math.round(milliseconds)}ms` : `${(milliseconds / 1000).toFixed(1)}s`;

/** How the last of them went, oldest first: `●●✗✗✗  3 of the last 5 failed, 7 one after the other`. */
const trendLine = (probes: readonly HealthProbe[], failingStreak: number | undefined): Line => {
	const failed = probes.filter(probe => !isWell(probe)).length;
	const streak = failingStreak === undefined || failingStreak < 2 ? '' : `, ${failingStreak} one after the other`;
	const words =
		failed === 0 ? `the last ${probes.length} went well` : `${failed} of the last ${probes.length} failed${streak}`;
	return [
		...probes.map(probe =>
			isWell(probe) ? ({text: '●', tone: 'good'} as const) : ({text: '✗', tone: 'bad'} as const),
		),
		{text: `  ${words}`, tone: failed === 0 ? 'plain' : 'bad'},
	];
};

const probeLine = (probe: HealthProbe, now: number): Line => {
	const span = spanOf(probe);
	const when = probe.startedAt === undefined ? '' : `${formatDuration(now - probe.startedAt)} ago  `;
	return [
		isWell(probe) ? {text: '● ', tone: 'good'} : {text: '✗ ', tone: 'bad'},
		{text: `${when}${span === undefined ? '' : `${spanText(span)}  `}`, tone: 'quiet'},
		{text: probe.output === '' ? `exit ${probe.exitCode}` : probe.output},
	];
};

/** How health is checked, how that went lately, and what each check said; the latest first. */
export const healthSection = (details: ContainerDetails | undefined, now: number): Section => {
	if (details === undefined) return {title: 'Health checks', lines: [[{text: 'reading…', tone: 'quiet'}]]};
	const {probes, check, failingStreak} = details;
	return {
		title: 'Health checks',
		lines: [
			...(check === undefined ? [] : [checkLine(check)]),
			...(probes.length > 1 ? [trendLine(probes, failingStreak)] : []),
			...probes.toReversed().map(probe => probeLine(probe, now)),
			...(probes.length === 0 ? [[{text: 'none yet', tone: 'quiet'} as const]] : []),
		],
	};
};
