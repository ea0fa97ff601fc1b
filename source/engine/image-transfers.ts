import {createReadStream} from 'node:fs';
import {stat} from 'node:fs/promises';
import {bodyChunks, bodyMessages, bodyOf} from './body-stream.ts';
import type {Calls} from './calls.ts';
import {createCredentials} from './credentials.ts';
import {EngineError} from './engine-error.ts';
import {localPath, writeNewFile} from './local-file.ts';
import {type ActionOutcome, outcome} from './outcome.ts';
import {keyOfRegistry, referenceParts, registryOf} from './registry-name.ts';
import {createTransferBook, type TransferProgress} from './transfer-progress.ts';
import {text, wire} from './wire.ts';

type Tell = (progress: TransferProgress) => void;

/** What came of a pull or a push. */
export type Transferred = {
	/** The manifest's: `sha256:…`; absent where the engine did not tell it. */
	readonly digest?: string;
	/** Whether it brought anything that was not there. */
	readonly isNew: boolean;
};

/** Images on their way between an engine, registries, and files of this machine. */
export type ImageTransfers = {
	/** With what docker keeps of the registry's credentials here. */
	pull(reference: string, tell: Tell, signal: AbortSignal): Promise<Transferred>;
	push(reference: string, tell: Tell, signal: AbortSignal): Promise<Transferred>;
	tag(imageId: string, reference: string, signal: AbortSignal): Promise<ActionOutcome>;
	/** Writes an image with its name as a tar archive to a new file on this machine; resolves with its bytes. */
	saveTo(image: string, path: string, tell: (bytes: number) => void, signal: AbortSignal): Promise<number>;
	/** Loads the images of an archive of this machine; resolves with what the engine says of them. */
	loadFrom(path: string, tell: Tell, signal: AbortSignal): Promise<readonly string[]>;
	/** The digest that the registry has under a name now. */
	registryDigest(reference: string, signal: AbortSignal): Promise<string>;
	/** Checks a user with the registry, through the engine, and keeps it as docker does; resolves with where. */
	login(host: string, user: string, password: string, signal: AbortSignal): Promise<string>;
	/** Forgets what docker keeps of a registry here; `already` where that is nothing. */
	logout(host: string, signal: AbortSignal): Promise<ActionOutcome>;
};

/** The messages of a body to its end: given up half-way, it did not do what it was for. */
const take = async (
	body: unknown,
	verb: string,
	{tell, signal}: {readonly tell: Tell; readonly signal: AbortSignal},
): Promise<ReturnType<typeof createTransferBook>> => {
	const book = createTransferBook();
	for await (const message of bodyMessages(bodyOf(body), signal)) {
		book.note(message);
		tell(book.progress(verb));
	}
	if (signal.aborted) throw new EngineError('timeout', 'given up', {cause: signal.reason});
	return book;
};

const transferredOf = (book: ReturnType<typeof createTransferBook>): Transferred => {
	const digest = book.digest();
	return {isNew: book.isNew(), ...(digest === undefined ? {} : {digest})};
};

/** The file as the body of a request; `tell` hears how much of it was sent. */
const bodyOfFile = async (path: string, verb: string, tell: Tell) => {
	const found = await stat(path).catch(() => undefined);
	if (found?.isFile() !== true) throw new EngineError('configuration', `there is no file ${path} on this machine`);
	const file = createReadStream(path);
	let done = 0;
	file.on('data', chunk => {
		done += chunk.length;
		tell({
			label: `${verb} ${Math.floor((done / Math.max(1, found.size)) * 100)}%`,
			parts: [{name: path, label: 'sent', done, total: found.size}],
		});
	});
	// It flows when the request reads it, and not before.
	file.pause();
	return file;
};

/** Transfers over dockerode's routes. */
export const createImageTransfers = (calls: Calls): ImageTransfers => {
	const credentials = createCredentials(process.env);
	const authOf = async (reference: string, signal: AbortSignal): Promise<object> =>
		(await credentials.find(registryOf(reference), signal)) ?? {};
	return {
		async pull(reference, tell, signal) {
			const {name, tag} = referenceParts(reference);
			const auth = await authOf(reference, signal);
			const body: unknown = await calls.works(signal).createImage(auth, {fromImage: name, tag});
			return transferredOf(await take(body, `pulling ${reference}`, {tell, signal}));
		},
		async push(reference, tell, signal) {
			const {name, tag} = referenceParts(reference);
			const authconfig = await authOf(reference, signal);
			const body: unknown = await calls.works(signal).getImage(name).push({tag, authconfig});
			return transferredOf(await take(body, `pushing ${reference}`, {tell, signal}));
		},
		tag: (imageId, reference, signal) => {
			const {name, tag} = referenceParts(reference);
			return outcome(calls.changes(signal).getImage(imageId).tag({repo: name, tag}));
		},
		async saveTo(image, path, tell, signal) {
			const body: unknown = await calls.works(signal).getImage(image).get();
			async function* whole() {
				yield* bodyChunks(bodyOf(body), signal);
				if (signal.aborted) throw new EngineError('timeout', 'given up', {cause: signal.reason});
			}
			return writeNewFile(localPath(path), whole(), tell);
		},
		async loadFrom(path, tell, signal) {
			const file = await bodyOfFile(localPath(path), 'loading', tell);
			try {
				const body: unknown = await calls.works(signal).loadImage(file, {quiet: true});
				return (await take(body, 'loading', {tell, signal})).lines();
			} finally {
				file.destroy();
			}
		},
		async registryDigest(reference, signal) {
			const authconfig = await authOf(reference, signal);
			// dockerode's types know no options here.
			const options: object = {authconfig};
			const answer: unknown = await calls.verbs(signal).getImage(reference).distribution(options);
			const digest = text(wire(wire(answer).Descriptor).digest);
			if (digest === undefined) throw new EngineError('rejected', 'the registry told no digest');
			return digest;
		},
		async login(host, user, password, signal) {
			const serveraddress = keyOfRegistry(host);
			const answer: unknown = await calls.verbs(signal).checkAuth({username: user, password, serveraddress});
			const {IdentityToken: told} = wire(answer);
			const token = typeof told === 'string' ? told : '';
			return credentials.keep({host, user, secret: token === '' ? password : token}, token !== '', signal);
		},
		logout: async (host, signal) => ((await credentials.forget(host, signal)) ? 'done' : 'already'),
	};
};
