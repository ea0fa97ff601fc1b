import {stringify} from 'yaml';
import type {Line} from '../../model/tone.ts';
import type {ResourceId} from '../../resources/registry.ts';
import type {EngineState} from '../../store/state.ts';
import {TextLines} from '../../ui/text-lines.tsx';
import {tablesOfKind} from '../list/tables-of-kind.ts';
import type {Laid, PlaceRecord, Room} from '../place-record.ts';
import {drawnText} from '../text/drawn-text.ts';
import {freshText, searchTitle, type TextState, wholeText, withoutMatch} from '../text/text-state.ts';

/** Everything that the engine tells of one object. */
export type RawPlace = {
	readonly kind: 'raw';
	readonly resource: ResourceId;
	readonly id: string;
	readonly name: string;
	readonly isMasked: boolean;
	readonly text: TextState;
};

/** An object's YAML as it opens. */
export const freshRaw = (object: {
	readonly resource: ResourceId;
	readonly id: string;
	readonly name: string;
}): RawPlace => ({kind: 'raw', ...object, isMasked: true, text: freshText(false)});

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
const linesOf = (place: RawPlace, {inspected}: EngineState): readonly string[] =>
	inspected?.id === place.id && inspected.raw !== undefined ? yamlLines(inspected.raw, place.isMasked) : [];

const lay = (place: RawPlace, {view, size}: Room): Laid<RawPlace> => {
	const inspected = view.state.inspected?.id === place.id ? view.state.inspected : undefined;
	const lines = linesOf(place, view.state);
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
	const drawn = drawnText(text, lines, size);
	return {
		body: <TextLines title={[{text: `YAML ${place.name}  `, tone: 'strong'}, ...note]} lines={drawn.lines} {...size} />,
		place: lines.length === 0 ? place : {...place, text: {...text, top: drawn.top}},
		containers: [],
	};
};

/** What the engine tells of one object, as YAML. */
export const raw: PlaceRecord<RawPlace> = {
	mode: 'text',
	crumb: () => 'YAML',
	tab: place => place.resource,
	object: place => place,
	text: {
		of: place => place.text,
		with: (place, text) => ({...place, text}),
		lines: (place, {state}) => {
			const lines = linesOf(place, state);
			return wholeText(lines);
		},
		isLive: false,
	},
	tables: place => tablesOfKind(place.resource),
	inspects: place => ({table: place.resource, id: place.id, processes: false, raw: true}),
	lay,
	// A value of several lines moves all that follow: a match would stand on another line.
	command: (place, command) =>
		command === 'values' ? {...place, isMasked: !place.isMasked, text: withoutMatch(place.text)} : undefined,
};
