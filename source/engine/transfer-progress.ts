import {formatBytes} from '../model/bytes.ts';
import {EngineError} from './engine-error.ts';
import {boundedText, number, text, wire} from './wire.ts';

/** How far a transfer is: in a few words, and by its layers. */
export type TransferProgress = {
	readonly label: string;
	readonly parts: ReadonlyArray<{
		readonly name: string;
		readonly label: string;
		/** Bytes. */
		readonly done?: number;
		readonly total?: number;
	}>;
};

type Layer = {readonly name: string; label: string; done?: number; total?: number};

/** What the engine says of a layer, when that is done with. */
const wholeWords = /^(?:pull complete|already exists|download complete|pushed|layer already exists|mounted from .*)$/i;

/** Messages that begin so are about the whole, and their id is a tag. */
const aboutAll = /^(?:pulling from|status|digest|the push refers)/i;

/** Layers of a transfer as the engine tells of them, one message after another. */
export const createTransferBook = () => {
	const layers = new Map<string, Layer>();
	let digest: string | undefined;
	let isNew = true;
	const lines: string[] = [];

	const noteLayer = (id: string, label: string, detail: Readonly<Record<string, unknown>>): void => {
		const layer = layers.get(id) ?? {name: id, label};
		const [done, total] = [number(detail.current), number(detail.total)];
		layer.label = label.toLowerCase();
		// What is unpacked was fetched whole: its own count of bytes would begin anew.
		if (done !== undefined && !/^extracting/i.test(label)) layer.done = done;
		if (total !== undefined && total > 0 && !/^extracting/i.test(label)) layer.total = total;
		if (/^(?:download complete|extracting|pull complete|pushed)/i.test(label) && layer.total !== undefined)
			layer.done = layer.total;
		layers.set(id, layer);
	};

	return {
		/** Takes a message; throws where it tells that the transfer failed. */
		note(message: unknown): void {
			const told = wire(message);
			const fault = text(told.error) ?? text(wire(told.errorDetail).message);
			if (fault !== undefined) throw new EngineError('rejected', boundedText(fault).trim().slice(0, 500));
			const status = text(told.status) ?? '';
			const id = text(told.id);
			const line = (text(told.stream) ?? '').trim();
			if (line !== '') lines.push(line);
			digest = text(wire(told.aux).Digest) ?? /^Digest: (sha256:[0-9a-f]{64})$/.exec(status)?.[1] ?? digest;
			if (/^Status: Image is up to date/.test(status)) isNew = false;
			if (id !== undefined && status !== '' && !aboutAll.test(status)) noteLayer(id, status, wire(told.progressDetail));
		},
		/** What was said in lines: names of what was loaded. */
		lines: (): readonly string[] => lines,
		digest: (): string | undefined => digest,
		/** Whether it brought anything that was not there. */
		isNew: (): boolean => isNew,
		progress(verb: string): TransferProgress {
			const all = [...layers.values()];
			const known = all.filter(({total}) => total !== undefined);
			const total = known.reduce((sum, layer) => sum + (layer.total ?? 0), 0);
			const done = known.reduce((sum, layer) => sum + Math.min(layer.done ?? 0, layer.total ?? 0), 0);
			const whole = all.filter(({label}) => wholeWords.test(label)).length;
			const amount = total === 0 ? '' : ` ${Math.floor((done / total) * 100)}% of ${formatBytes(total)}`;
			const count = all.length === 0 ? '' : `, ${whole} of ${all.length} layers`;
			return {label: `${verb}${amount}${count}`, parts: all.map(layer => ({...layer}))};
		},
		/** How much of it was whole by now. */
		whole: (): string =>
			`${[...layers.values()].filter(({label}) => wholeWords.test(label)).length} of ${layers.size} layers`,
	};
};
