import {expect, it} from 'vitest';
import {ipVersion, isSubnet} from '../../source/model/ip-address.ts';

it.each([
	['10.0.0.5', 4],
	['255.255.255.255', 4],
	['256.0.0.1', undefined],
	['10.0.0', undefined],
	['fd00::1', 6],
	['::1', 6],
	['fd00::1::2', undefined],
	['web', undefined],
	['', undefined],
])('%s is an address of sort %s', (text, version) => {
	expect(ipVersion(text)).toBe(version);
});

it.each([
	['10.9.0.0/24', true],
	['10.9.0.0', false],
	['10.9.0.0/33', false],
	['10.9.0.0/24/1', false],
	['fd00::/64', true],
	['fd00::/129', false],
	['/24', false],
])('%s is a subnet: %s', (text, isOne) => {
	expect(isSubnet(text)).toBe(isOne);
});
