import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {FigureName} from '../bench/figures.ts';

/** A figure over the runs of a bench. */
export type Kept = {readonly median: number; readonly min: number; readonly max: number};

/** What is read of the bench's JSON. */
export type BenchRecord = {
	readonly conditions: Readonly<Record<string, string | number>>;
	readonly tools: Readonly<
		Record<string, {readonly version?: string; readonly figures: Readonly<Partial<Record<FigureName, Kept>>>}>
	>;
};

/** A result that is kept in the repository. */
export const readRecord = (name: string): BenchRecord =>
	JSON.parse(readFileSync(join(import.meta.dirname, '../bench/results', name), 'utf8')) as BenchRecord;

/** What a result was measured under, as one sentence. */
export const conditionsText = ({conditions}: BenchRecord): string => {
	const {cpu, cores, kernel, node, docker, containers, size, runs, seconds, keys, date, engine} = conditions;
	const what = engine === 'simulator' ? 'simulated containers' : `live containers, dockerd ${docker}`;
	const times = runs === 1 ? 'one run' : `medians of ${runs} runs with their spread`;
	return `${String(date).slice(0, 16).replace('T', ' ')}: ${containers} ${what}, Node ${node}, ${size}, ${cores} cores (${cpu}, Linux ${kernel}); ${times}, windows of ${seconds} s, ${keys} keys.`;
};
