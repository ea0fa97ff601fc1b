import {stringify} from 'yaml';
import type {Line} from '../model/tone.ts';
import {searchPattern} from '../resources/pattern.ts';
import {resourceNamed} from '../resources/registry.ts';
import type {GraphSpan, View} from '../resources/resource.ts';
import {rowsOf} from '../resources/rows.ts';
import type {EngineState} from '../store/state.ts';
import {paintLine} from '../ui/paint.ts';
import {sectionLines} from '../ui/sections.ts';
import {textViewLines} from '../ui/text-view.ts';
import {type Place, searchTitle} from './place.ts';

type Size = {readonly width: number; readonly height: number};

/** Draws the page of an object into exactly `height` lines, and settles where its top is. */
export const drawPage = (
	place: Extract<Place, {kind: 'page'}>,
	view: View,
	size: Size,
	graphSpan: GraphSpan,
): {readonly lines: readonly string[]; readonly place: Place} =>
	resourceNamed(place.resource)(resource => {
		const row = rowsOf(resource, view.state).find(candidate => resource.identity(candidate) === place.id);
		const kind = resource.title.slice(0, -1).toUpperCase();
		const title: Line =
			row === undefined
				? [
						{text: `${kind} ${place.name}  `, tone: 'strong'},
						{text: '✗ is gone', tone: 'bad'},
						{text: '  Esc goes back', tone: 'quiet'},
					]
				: [
						{text: `${kind} ${place.name}  `, tone: 'strong'},
						{
							text: `${resource.condition(row, view).glyph} ${resource.condition(row, view).word}`,
							tone: resource.condition(row, view).tone,
						},
					];
		const content =
			row === undefined
				? []
				: sectionLines(resource.details(row, view, {isMasked: place.isMasked, graphSpan}), size.width);
		const height = size.height - 1;
		const {goTo, ...rest} = place;
		const found =
			goTo === undefined
				? -1
				: content.findIndex(
						line =>
							line
								.map(span => span.text)
								.join('')
								.trim() === goTo,
					);
		const top = Math.max(0, Math.min(found === -1 ? place.top : found, content.length - height));
		const more: Line =
			content.length > height
				? [{text: `  lines ${top + 1}-${Math.min(content.length, top + height)} of ${content.length}`, tone: 'quiet'}]
				: [];
		const lines = content.slice(top, top + height).map(line => paintLine(line, size.width));
		while (lines.length < height) lines.push(' '.repeat(size.width));
		// What has not come yet moves no position.
		const isRead = view.state.inspected?.id === place.id && view.state.inspected.at !== undefined;
		return {
			lines: [paintLine([...title, ...more], size.width), ...lines],
			place: isRead ? {...(found === -1 ? place : rest), top} : place,
		};
	});

/** The same with the values of environments masked: docker keeps them as `Env: [NAME=value]`, in containers and services. */
const withoutValues = (value: unknown, key?: string): unknown => {
	if (Array.isArray(value)) return value.map((item: unknown) => withoutValues(item, key));
	if (typeof value === 'string' && key === 'Env') return value.replace(/=[\s\S]*/, '=•••');
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutValues(inner, name)]));
};

let lastRaw: {readonly raw: unknown; readonly isMasked: boolean; readonly lines: readonly string[]} | undefined;

/** An object's JSON as lines of YAML. Kept for the last object, as it is drawn many times. */
const yamlLines = (raw: unknown, isMasked: boolean): readonly string[] => {
	if (lastRaw !== undefined && lastRaw.raw === raw && lastRaw.isMasked === isMasked) return lastRaw.lines;
	const lines = stringify(isMasked ? withoutValues(raw) : raw, {lineWidth: 0}).split('\n');
	lastRaw = {raw, isMasked, lines};
	return lines;
};

/** What the engine tells of the object of a place, as far as it is known. */
export const rawLines = (place: Extract<Place, {kind: 'raw'}>, {inspected}: EngineState): readonly string[] =>
	inspected?.id === place.id && inspected.raw !== undefined ? yamlLines(inspected.raw, place.isMasked) : [];

/** Draws what the engine tells of an object, as YAML, into exactly `height` lines. */
export const drawRaw = (
	place: Extract<Place, {kind: 'raw'}>,
	view: View,
	size: Size,
): {readonly lines: readonly string[]; readonly place: Place} => {
	const inspected = view.state.inspected?.id === place.id ? view.state.inspected : undefined;
	const lines = rawLines(place, view.state);
	const {text} = place;
	const note: Line =
		inspected?.fault !== undefined
			? [{text: `cannot inspect it: ${inspected.fault.message}`, tone: 'bad'}]
			: inspected?.raw === undefined
				? [{text: '◌ reading', tone: 'busy'}]
				: [
						{
							text: `${lines.length} lines${lines.some(line => line.includes('=•••')) ? ', values of the environment masked' : ''}`,
							tone: 'quiet',
						},
						{text: text.search === '' ? '' : `  ${searchTitle(text)}`, tone: 'accent'},
					];
	const search = searchPattern(text.search);
	const drawn = textViewLines({
		lines,
		width: size.width,
		height: size.height - 1,
		top: text.top,
		column: text.column,
		isWrapped: text.isWrapped,
		...(search === undefined ? {} : {search}),
		...(text.match === undefined ? {} : {match: text.match}),
	});
	return {
		lines: [paintLine([{text: `YAML ${place.name}  `, tone: 'strong'}, ...note], size.width), ...drawn.lines],
		place: lines.length === 0 ? place : {...place, text: {...text, top: drawn.top}},
	};
};
