import {LineCounter, parseDocument} from 'yaml';
import {EngineError} from '../../engine/engine-error.ts';
import {readContent} from '../../engine/given-content.ts';
import {fileFault, localPath} from '../../engine/local-file.ts';
import {cleanText} from '../../model/clean-text.ts';
import type {Container} from '../../model/container.ts';
import {compareNaturally} from '../../model/natural-order.ts';
import type {Stack} from '../../model/stack.ts';
import {imageText} from '../containers/columns.ts';
import type {Reading} from '../resource.ts';

/** A service as compose files declare it; what cannot be told without compose itself is undefined. */
type Declared = {
	readonly image?: string;
	readonly replicas?: number;
	/** Whether it may have no container: it has profiles, may have some of what it extends, or is no container's. */
	readonly isOptional: boolean;
};

/** What compose files declare together. */
export type Declaration = {
	readonly services: ReadonlyMap<string, Declared>;
	/** Whether they take in other files, so that more services may be declared than are known. */
	readonly isOpen: boolean;
};

/** Letters of a file that are read: no compose file has so many. */
const mostLetters = 300_000;

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
	// Safe: an object that is no list has fields of its own.
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** Values that compose puts together from others: a variable, or what another file holds. */
const isMade = (value: unknown): boolean => typeof value === 'string' && value.replaceAll('$$', '').includes('$');

const imageIn = (service: Fields): Pick<Declared, 'image'> =>
	typeof service.image === 'string' && !isMade(service.image) ? {image: service.image.replaceAll('$$', '$')} : {};

const replicasIn = (service: Fields): Pick<Declared, 'replicas'> => {
	const {replicas, mode} = fieldsOf(service.deploy);
	const given = replicas ?? service.scale ?? 1;
	// What is extended may say another number, and a service of a mode of its own has none.
	const isTold = typeof given === 'number' && (mode === undefined || mode === 'replicated');
	return isTold && (service.extends === undefined || given !== 1) ? {replicas: given} : {};
};

const declaredIn = (service: Fields): Declared => ({
	...imageIn(service),
	...replicasIn(service),
	isOptional: [service.profiles, service.extends, service.provider].some(given => given !== undefined),
});

const parsed = (text: string, path: string): Fields => {
	if (text.length > mostLetters) throw new EngineError('configuration', `${path} is larger than any compose file`);
	const lineCounter = new LineCounter();
	const document = parseDocument(text, {merge: true, prettyErrors: false, lineCounter});
	const [error] = document.errors;
	if (error !== undefined) {
		const {line} = lineCounter.linePos(error.pos[0]);
		throw new EngineError('configuration', cleanText(`${path}:${line}: ${error.message}`));
	}
	try {
		return fieldsOf(document.toJS());
	} catch (cause) {
		throw new EngineError('configuration', `${path} cannot be understood`, {cause});
	}
};

/** What a file's tags (`!reset`, `!override`) do to what stands before it is known to compose only. */
const hasTags = (text: string): boolean => /(?:^|[\s:])!(?:reset|override)\b/.test(text);

/** What compose files declare, the later ones over those before. Fails as `configuration`, with the path and line. */
export const declarationIn = (files: ReadonlyArray<{readonly path: string; readonly text: string}>): Declaration => {
	const services = new Map<string, Fields>();
	let isOpen = false;
	for (const {path, text} of files) {
		const {include, services: given} = parsed(text, path);
		if (include !== undefined || hasTags(text)) isOpen = true;
		for (const [name, service] of Object.entries(fieldsOf(given))) {
			const before = services.get(name) ?? {};
			const deploy = {...fieldsOf(before.deploy), ...fieldsOf(fieldsOf(service).deploy)};
			services.set(name, {...before, ...fieldsOf(service), deploy});
		}
	}
	return {services: new Map([...services].map(([name, service]) => [name, declaredIn(service)])), isOpen};
};

/** The same name as docker writes it whole: `nginx` is `docker.io/library/nginx:latest`. */
const wholeImage = (image: string): string => {
	const [name = '', digest] = image.split('@');
	const isTagged = /:[^/]*$/.test(name);
	const parts = name.split('/');
	const [first = ''] = parts;
	const hasHost = parts.length > 1 && (/[.:]/.test(first) || first === 'localhost');
	const path = hasHost ? name : `docker.io/${parts.length > 1 ? '' : 'library/'}${name}`;
	return `${path.replace(/^index\.docker\.io\//, 'docker.io/')}${isTagged || digest !== undefined ? '' : ':latest'}${digest === undefined ? '' : `@${digest}`}`;
};

const serviceLabel = 'com.docker.compose.service';

const isLasting = ({labels}: Container): boolean => labels['com.docker.compose.oneoff']?.toLowerCase() !== 'true';

const containersText = (count: number): string => `${count} ${count === 1 ? 'container' : 'containers'}`;

/** How the containers of one service differ from what is declared, a line each: `~` differs, `?` cannot be told. */
const differences = (name: string, declared: Declared, containers: readonly Container[]): readonly string[] => {
	const {image, replicas} = declared;
	const lines: string[] = [];
	const images = [...new Set(containers.map(container => container.image))];
	if (image === undefined) lines.push(`? ${name}  its image cannot be told from the file`);
	else {
		// A container that has an id for its image was made of one that has lost its name since.
		const others = images.filter(own => wholeImage(own) !== wholeImage(image));
		if (others.length > 0) lines.push(`~ ${name}  image ${others.map(imageText).join(', ')}, and ${image} in the file`);
	}
	if (replicas === undefined) lines.push(`? ${name}  how many it should have cannot be told from the file`);
	else if (replicas !== containers.length)
		lines.push(`~ ${name}  ${containersText(containers.length)}, and ${replicas} in the file`);
	return lines;
};

/** How the containers of a project differ from what is declared, a line each; none where nothing does. */
export const driftOf = ({services, isOpen}: Declaration, containers: readonly Container[]): readonly string[] => {
	const running = Map.groupBy(containers.filter(isLasting), ({labels}) => labels[serviceLabel] ?? '');
	running.delete('');
	const names = [...new Set([...services.keys(), ...running.keys()])].sort(compareNaturally);
	return names
		.flatMap((name): readonly string[] => {
			const declared = services.get(name);
			const own = running.get(name) ?? [];
			if (declared === undefined)
				return [isOpen ? `? ${name}  is declared elsewhere, if at all` : `+ ${name}  is not in the file`];
			if (own.length > 0) return differences(name, declared, own);
			return declared.isOptional || declared.replicas === 0 ? [] : [`- ${name}  has no container`];
		})
		.map(cleanText);
};

/** The files that a project was made from, whole. */
const pathsOf = ({configFiles, workingDirectory = '/'}: Stack): readonly string[] =>
	configFiles.map(file => localPath(file, workingDirectory));

/** How a compose project differs from its files, where these are on this machine; read only when it is asked for. */
export const drift: Reading<Stack> = {
	id: 'drift',
	help: 'how what runs differs from its compose files, where these are on this machine',
	refusal: row => {
		if (!row.kinds.includes('compose')) return 'a stack keeps no file to compare it with';
		const paths = pathsOf(row);
		if (paths.length === 0) return 'its containers do not tell its compose file';
		return paths.map(fileFault).find(fault => fault !== undefined);
	},
	async read(row, engine, signal) {
		const files = await Promise.all(
			pathsOf(row).map(async path => ({path, text: (await readContent(`@${path}`)).toString('utf8')})),
		);
		const containers = await engine.containers.list({ids: row.containers.map(({id}) => id)}, signal);
		return driftOf(declarationIn(files), containers);
	},
	note: lines => {
		const count = (signs: string): number => lines.filter(line => signs.includes(line.charAt(0))).length;
		const differing = count('+-~');
		const open = count('?') === 0 ? '' : `, ${count('?')} cannot be told`;
		return `${differing === 0 ? 'nothing differs from its files' : `${differing} differ from its files`}${open}`;
	},
};
