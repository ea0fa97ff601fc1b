import {BlockList, isIP, isIPv6} from 'node:net';

const familyOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');

/** Whether an IP address is the one that is named, or in the network that is (`10.0.0.0/8`); undefined where it names neither. */
export const isAtAddress = (address: string, named: string): boolean | undefined => {
	const [base = '', prefix] = named.split('/');
	if (isIP(base) === 0) return undefined;
	const longest = isIPv6(base) ? 128 : 32;
	const length = prefix === undefined ? longest : Number(prefix);
	if (!Number.isInteger(length) || length < 0 || length > longest) return undefined;
	const network = new BlockList();
	network.addSubnet(base, length, familyOf(base));
	return isIP(address) !== 0 && network.check(address, familyOf(address));
};
