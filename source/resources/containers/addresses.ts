import type {Container, Port} from '../../model/container.ts';
import type {PublishedAddress, View} from '../resource.ts';

/** The host at which an engine was reached: what it publishes is reached there too, as far as we know. */
const hostOf = (address: string): string => {
	const url = URL.canParse(address) ? new URL(address) : undefined;
	return url === undefined || url.hostname === '' ? 'localhost' : url.hostname;
};

const everywhere: ReadonlySet<string> = new Set(['', '0.0.0.0', '::', '[::]']);

/** One address of a published port, as a browser takes it. */
const addressOf = (port: Port, host: string): PublishedAddress | undefined => {
	if (port.publicPort === undefined || port.protocol !== 'tcp') return undefined;
	const {ip = ''} = port;
	// A port that is open on one address only is reached there and nowhere else.
	const where = everywhere.has(ip) ? host : ip.includes(':') ? `[${ip}]` : ip;
	const scheme = port.privatePort === 443 || port.privatePort === 8443 ? 'https' : 'http';
	return {url: `${scheme}://${where}:${port.publicPort}`, help: `its port ${port.privatePort}/${port.protocol}`};
};

/** Where a container is reached from outside, each address once. */
export const containerAddresses = ({ports}: Container, {state}: View): readonly PublishedAddress[] => {
	const host = hostOf(state.address);
	const all = ports.flatMap(port => addressOf(port, host) ?? []);
	return [...new Map(all.map(address => [address.url, address])).values()];
};
