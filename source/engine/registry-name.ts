/** What docker's own files call Docker Hub. */
const hubKey = 'https://index.docker.io/v1/';

/** Names of Docker Hub that a person may type. */
const hubNames: ReadonlySet<string> = new Set(['', 'docker.io', 'index.docker.io', 'registry-1.docker.io', hubKey]);

/** The host of a registry's address, without scheme and path: `https://registry.local:5000/v2/` is `registry.local:5000`. */
export const registryHost = (address: string): string =>
	hubNames.has(address.trim())
		? 'docker.io'
		: address
				.trim()
				.replace(/^https?:\/\//, '')
				.replace(/\/.*$/, '');

/** The registry that an image's name means, by its host. */
export const registryOf = (reference: string): string => {
	const [first = '', ...rest] = reference.split('/');
	return rest.length > 0 && (/[.:]/.test(first) || first === 'localhost') ? registryHost(first) : 'docker.io';
};

/** The name by which docker keeps credentials of a registry. */
export const keyOfRegistry = (host: string): string => (host === 'docker.io' ? hubKey : host);

/** A name and a tag or digest: `registry:5000/web:2`; `latest` where there is neither. */
export const referenceParts = (reference: string): {readonly name: string; readonly tag: string} => {
	const digestAt = reference.indexOf('@');
	if (digestAt !== -1) return {name: reference.slice(0, digestAt), tag: reference.slice(digestAt + 1)};
	const at = reference.lastIndexOf(':');
	return at > reference.lastIndexOf('/')
		? {name: reference.slice(0, at), tag: reference.slice(at + 1)}
		: {name: reference, tag: 'latest'};
};

const isHost = /^(?:[a-zA-Z0-9][a-zA-Z0-9.-]*|\[[0-9a-fA-F:]+\])(?::\d+)?$/;
const isPath = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const isTag = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;
const isDigest = /^sha256:[0-9a-f]{64}$/;

/** Why a text names no image; undefined where it does. Source: distribution/reference. */
export const referenceFault = (reference: string): string | undefined => {
	if (reference === '') return 'name an image: nginx:1.27, or registry.example.com:5000/web:2';
	const {name, tag} = referenceParts(reference);
	const [first = '', ...rest] = name.split('/');
	const hasHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
	if (hasHost && !isHost.test(first)) return `${first} is no registry`;
	const path = hasHost ? rest.join('/') : name;
	if (!isPath.test(path)) return `${path} is no name of an image: small letters, digits, and . _ - / between them`;
	return isTag.test(tag) || isDigest.test(tag) ? undefined : `${tag} is no tag and no digest`;
};

/** Why a text is no address of a registry; undefined where it is. */
export const registryFault = (address: string): string | undefined =>
	isHost.test(registryHost(address)) ? undefined : `${address} is no address of a registry`;
