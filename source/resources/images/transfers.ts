import type {Engine} from '../../engine/engine.ts';
import {fileFault, localPath, newFileFault} from '../../engine/local-file.ts';
import {referenceFault, referenceParts, registryOf} from '../../engine/registry-name.ts';
import {formatBytes} from '../../model/bytes.ts';
import type {Image} from '../../model/image.ts';
import type {ActionRequest} from '../../store/monitor.ts';
import type {Reading} from '../resource.ts';
import {type GeneralVerb, neverRefused, textValue, type Verb} from '../verb.ts';
import {imageName} from './condition.ts';

/** The whole name of what is meant: `latest` where no tag was typed. */
const wholeName = (typed: string): string => {
	const {name, tag} = referenceParts(typed);
	return typed.includes('@') ? typed : `${name}:${tag}`;
};

const short = (digest: string): string => digest.slice(0, 'sha256:'.length + 12);

/** Words that depend on where an image goes; the rest is the same for all that is told of as it goes on. */
type Transfer = Pick<ActionRequest, 'id' | 'name' | 'past' | 'pending' | 'run'> & {
	readonly verb: string;
	/** What is there when only a part of it is done. */
	readonly remains: string;
};

/** A transfer that tells its progress, and what is there when it ends half-way. */
const transfer = ({verb, remains, run, ...words}: Transfer): ActionRequest => {
	let isBegun = false;
	return {
		...words,
		done: `${words.past} ${words.name}`,
		already: `${words.name} is there already`,
		failed: `could not ${verb} ${words.name}`,
		left: () => (isBegun ? remains : undefined),
		run: (engine, signal, tell) =>
			run(engine, signal, progress => {
				isBegun = true;
				tell(progress);
			}),
	};
};

const pullRequest = (id: string, name: string): ActionRequest =>
	transfer({
		id,
		name,
		past: 'pulled',
		pending: `pulling ${name}`,
		verb: 'pull',
		remains: `${name} is as it was before; layers that are not whole are fetched again next time`,
		async run(engine, signal, tell) {
			const {digest, isNew} = await engine.images.pull(name, tell, signal);
			const told = digest === undefined ? '' : `, ${short(digest)}`;
			return {told: isNew ? `pulled ${name}${told}` : `${name} is up to date${told}`};
		},
	});

/** Fetches an image from its registry. */
const pull: GeneralVerb = {
	id: 'pull',
	help: 'pull an image from its registry: :pull nginx:1.27',
	danger: 'none',
	question: () => 'Pull an image?',
	refusal: neverRefused,
	reach: () => ['a tag that is here already goes to what the registry has under it now; containers stay as they are'],
	fields: ({state}) => [
		{
			kind: 'text',
			id: 'image',
			title: 'Image',
			completions: [
				...new Set(
					// Safe: what is in this table is of the kind of images.
					[...(state.tables.images?.rows.values() ?? [])].flatMap(row => (row as Image).reference ?? []),
				),
			],
			check: referenceFault,
		},
	],
	request(values) {
		const name = wholeName(textValue(values, 'image') ?? '');
		return pullRequest(`pull ${name}`, name);
	},
};

/** Takes the images of an archive. */
const load: GeneralVerb = {
	id: 'load',
	help: 'load the images of a file of this machine, as :save or docker save wrote it',
	danger: 'none',
	question: () => 'Load the images of a file?',
	refusal: neverRefused,
	reach: () => ['names in it that are here already go to the images of the file'],
	fields: () => [{kind: 'text', id: 'file', title: 'File', check: fileFault}],
	request(values) {
		const path = textValue(values, 'file') ?? '';
		return transfer({
			id: `load ${path}`,
			name: path,
			past: 'loaded',
			pending: 'loading',
			verb: 'load',
			remains: 'images of it that were whole by then are here, under their names',
			async run(engine, signal, tell) {
				const lines = await engine.images.loadFrom(path, tell, signal);
				const names = lines.flatMap(line => /^Loaded image(?: ID)?: (.+)$/.exec(line)?.[1] ?? []);
				return names.length === 0 ? 'done' : {told: `loaded ${names.join(', ')}`};
			},
		});
	},
};

/** What can be done with images that are on no list yet. */
export const generalTransfers: readonly GeneralVerb[] = [pull, load];

const withoutName = (row: Image): string | undefined =>
	row.tag === undefined ? 'it has no tag: give it one first' : undefined;

const pullAgain: Verb<Image> = {
	id: 'pull-again',
	help: 'pull an image again under its name',
	label: () => 'pull again',
	question: rows => `Pull ${rows.map(imageName).join(', ')} again?`,
	danger: 'none',
	refusal: withoutName,
	reach: () => ['the name goes to what the registry has under it now; containers stay as they are'],
	request: row => pullRequest(row.id, imageName(row)),
};

const push: Verb<Image> = {
	id: 'push',
	help: 'push an image to the registry in its name',
	label: () => 'push',
	danger: 'interrupts',
	refusal: withoutName,
	reach: row => [`to ${registryOf(row.reference ?? '')}, where the tag ${row.tag ?? ''} may be another image now`],
	request(row) {
		const name = imageName(row);
		return transfer({
			id: row.id,
			name,
			past: 'pushed',
			pending: `pushing ${name}`,
			verb: 'push',
			remains: `the registry’s ${name} is as it was before; layers that were whole stay there`,
			async run(engine, signal, tell) {
				const {digest} = await engine.images.push(name, tell, signal);
				return {told: `pushed ${name}${digest === undefined ? '' : `, ${short(digest)}`}`};
			},
		});
	},
};

const tag: Verb<Image> = {
	id: 'tag',
	help: 'give an image one more name',
	label: () => 'tag',
	danger: 'interrupts',
	refusal: neverRefused,
	reach: () => ['a name that is on another image leaves that'],
	fields: row => [{kind: 'text', id: 'name', title: 'New name', default: row.reference ?? '', check: referenceFault}],
	request(row, values) {
		const name = wholeName(textValue(values, 'name') ?? '');
		return {
			id: row.id,
			name: imageName(row),
			past: 'tagged',
			pending: 'tagging',
			done: `${imageName(row)} is ${name} too`,
			already: `${imageName(row)} is ${name} already`,
			failed: `could not tag ${imageName(row)}`,
			run: (engine, signal) => engine.images.tag(row.imageId, name, signal),
		};
	},
};

const save: Verb<Image> = {
	id: 'save',
	help: 'save an image to a new file of this machine',
	label: () => 'save',
	danger: 'none',
	refusal: neverRefused,
	reach: () => ['a file that is there is never overwritten'],
	fields: () => [{kind: 'text', id: 'file', title: 'File', default: '', check: newFileFault}],
	request(row, values) {
		const name = imageName(row);
		const path = localPath(textValue(values, 'file') ?? '');
		return transfer({
			id: row.id,
			name,
			past: 'saved',
			pending: `saving ${name}`,
			verb: 'save',
			remains: 'what was written of the file is gone again',
			async run(engine, signal, tell) {
				const image = row.reference ?? row.imageId;
				const bytes = await engine.images.saveTo(
					image,
					path,
					count => tell(`saving ${name} ${formatBytes(count)}`),
					signal,
				);
				return {told: `saved ${name} to ${path}, ${formatBytes(bytes)}`};
			},
		});
	},
};

/** What can be done with an image beside removing it. */
export const imageTransfers: ReadonlyArray<Verb<Image>> = [tag, pullAgain, push, save];

const readNewer = async (row: Image, engine: Engine, signal: AbortSignal): Promise<readonly string[]> => {
	const name = imageName(row);
	const digest = await engine.images.registryDigest(name, signal);
	const own = row.digests.map(known => known.slice(known.indexOf('@') + 1));
	return [
		own.includes(digest)
			? `${name} is what the registry has under this name now`
			: own.length === 0
				? `no registry is known to have this image; under its name the registry has another one`
				: `the registry has another image under ${name} now: :pull ${name} fetches it`,
		'',
		`registry  ${digest}`,
		...own.map(known => `here      ${known}`),
	];
};

/** Asks the registry, through the engine, what it has under an image's name. */
export const newerReading: Reading<Image> = {
	id: 'newer',
	help: 'whether the registry has something newer under its name',
	refusal: withoutName,
	read: readNewer,
	note: () => 'asked just now',
};
