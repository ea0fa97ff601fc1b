import type {PublishedAddress, View} from './resource.ts';

const everywhere: ReadonlySet<string> = new Set(['', '0.0.0.0', '::', '[::]']);

/** The host at which an engine was reached: what it publishes is reached there too, as far as we know. */
const hostOf = (address: string): string => {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	return url === undefined || url.hostname === '' ? 'localhost' : url.hostname;
};

/** A port inside, the one that it is published as, and the address where that is open; everywhere where none is told. */
export type PublishedPort = {
	readonly inner: number;
	readonly outer: number | undefined;
	readonly protocol: string;
	readonly ip?: string;
};

/** A published port as a browser takes it; undefined where it is none that a browser could open. */
export const publishedAddress = (
	{inner, outer, protocol, ip = ''}: PublishedPort,
	owner: string,
	{state}: View,
): PublishedAddress | undefined => {
	if (outer === undefined || protocol !== 'tcp') return undefined;
	// A port that is open on one address only is reached there and nowhere else.
	const where = everywhere.has(ip) ? hostOf(state.address) : ip.includes(':') ? `[${ip}]` : ip;
	const scheme = inner === 443 || inner === 8443 ? 'https' : 'http';
	return {url: `${scheme}://${where}:${outer}`, help: `${owner} port ${inner}/${protocol}`};
};
