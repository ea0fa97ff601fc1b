import type {Usage} from '../model/usage.ts';
import {createFigureRing, type FigureRing} from './figure-ring.ts';

/** Usage of one container (or a sum of them) now and over the last day: of the last 5 minutes to the second. */
export type UsageHistory = {readonly latest: Usage; readonly series: FigureRing['series']};

/** A history that samples are added to. */
export type UsageRing = {
	/** Adds a sample; its time is `usage.at`. */
	add(usage: Usage): void;
	/** The history as it is after the last sample; a new object after each, so that a change is seen. Undefined before the first. */
	history(): UsageHistory | undefined;
};

// Polls jitter: what comes a little under a second later counts as the next second.
const recent = {span: 300_000, resolution: 1000, shared: 400};
// A graph of an hour is seldom wider than 180 points.
const hour = {span: 3_600_000, resolution: 20_000, shared: 20_000};
// The three rings together take 20 kB at a sample a second; that of a day grows to its 5 kB in the course of it.
const day = {span: 24 * 3_600_000, resolution: 600_000, shared: 600_000};

export const createUsageRing = (): UsageRing => {
	const rings = [createFigureRing(recent), createFigureRing(hour), createFigureRing(day)] as const;
	const series: UsageHistory['series'] = (key, points, milliseconds, until) =>
		rings[milliseconds <= recent.span ? 0 : milliseconds <= hour.span ? 1 : 2].series(key, points, milliseconds, until);
	let current: UsageHistory | undefined;
	return {
		add(usage) {
			for (const ring of rings) ring.add(usage);
			current = {latest: usage, series};
		},
		history: () => current,
	};
};
