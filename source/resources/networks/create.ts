import {ipVersion, isSubnet} from '../../model/ip-address.ts';
import type {View} from '../resource.ts';
import {flagValue, type GeneralVerb, textValue} from '../verb.ts';

const nameFault = (name: string, {state}: View): string | undefined => {
	if (!/^[a-zA-Z0-9][\w.-]*$/.test(name)) return 'a name is made of letters, digits, and - _ . after the first';
	// Engines would take a name twice.
	const isTaken = [...(state.tables.networks?.rows.values() ?? [])].some(row => 'name' in row && row.name === name);
	return isTaken ? `there is a network ${name} already` : undefined;
};

const subnetFault = (subnet: string): string | undefined =>
	subnet === '' || isSubnet(subnet) ? undefined : `${subnet} is no subnet such as 10.9.0.0/24`;

/** Makes a network. */
export const createNetwork: GeneralVerb = {
	id: 'create',
	help: 'create a network',
	danger: 'none',
	question: () => 'Create a network?',
	refusal: () => undefined,
	reach: () => [],
	fields: view => [
		{kind: 'text', id: 'name', title: 'Name', check: name => nameFault(name, view)},
		{
			kind: 'text',
			id: 'driver',
			title: 'Driver',
			default: 'bridge',
			completions: ['bridge', ...(view.state.role === 'manager' ? ['overlay'] : []), 'macvlan', 'ipvlan'],
			check: driver => (driver === '' ? 'name a driver, such as bridge' : undefined),
		},
		{kind: 'text', id: 'subnet', title: 'Subnet, if not any', check: subnetFault},
		{
			kind: 'text',
			id: 'gateway',
			title: 'Gateway',
			check: gateway =>
				gateway === '' || ipVersion(gateway) !== undefined ? undefined : `${gateway} is no address such as 10.9.0.1`,
		},
		{kind: 'flag', id: 'attachable', title: 'Attachable'},
		{kind: 'flag', id: 'internal', title: 'Internal'},
	],
	discord: values =>
		textValue(values, 'gateway') !== '' && textValue(values, 'subnet') === ''
			? {id: 'gateway', text: 'a gateway needs the subnet that it is in'}
			: undefined,
	request: values => {
		const text = (id: string): string => textValue(values, id) ?? '';
		const name = text('name');
		return {
			id: 'create',
			name,
			past: 'created',
			pending: `creating network ${name}`,
			done: `created network ${name}`,
			already: `network ${name} is there already`,
			failed: `could not create network ${name}`,
			run: (engine, signal) =>
				engine.networks.create(
					{
						name,
						driver: text('driver'),
						subnet: text('subnet'),
						gateway: text('gateway'),
						isAttachable: flagValue(values, 'attachable'),
						isInternal: flagValue(values, 'internal'),
					},
					signal,
				),
		};
	},
};
