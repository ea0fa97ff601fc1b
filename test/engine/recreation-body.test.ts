import {describe, expect, it} from 'vitest';
import {hasChosenPort, recreationOf} from '../../source/engine/recreation-body.ts';
import {wire} from '../../source/engine/wire.ts';

const id = 'abcdef0123456789';

const inspected = (parts: {config?: object; host?: object; networks?: object; mounts?: readonly object[]}) => ({
	Id: id,
	Config: {Hostname: 'abcdef012345', Image: 'web:1', ...parts.config},
	HostConfig: {NetworkMode: 'default', ...parts.host},
	NetworkSettings: {Networks: parts.networks ?? {bridge: {IPAMConfig: null, Aliases: null}}},
	Mounts: parts.mounts ?? [],
});

const bodyOf = (parts: Parameters<typeof inspected>[0], image: object = {}) =>
	wire(recreationOf(inspected(parts), wire(image), 'web:2').body);

describe('a container made anew', () => {
	it.each([
		['what the image set', {Env: ['A=1', 'B=2']}, {Env: ['A=1']}, {Env: ['B=2']}],
		['labels of the image', {Labels: {a: '1', b: '2'}}, {Labels: {a: '1', b: '1'}}, {Labels: {b: '2'}}],
		['a directory of its own', {WorkingDir: '/srv'}, {WorkingDir: '/'}, {WorkingDir: '/srv'}],
		['the image’s directory', {WorkingDir: '/srv'}, {WorkingDir: '/srv'}, {WorkingDir: undefined}],
		['the image’s user, told in two ways', {User: ''}, {}, {User: undefined}],
		['the image’s command', {Cmd: ['a']}, {Cmd: ['a']}, {Cmd: undefined}],
		['a command of its own', {Cmd: ['b']}, {Cmd: ['a']}, {Cmd: ['b'], Entrypoint: undefined}],
		[
			'an entry point of its own, with the command that goes with it',
			{Entrypoint: ['x'], Cmd: ['a']},
			{Entrypoint: ['e'], Cmd: ['a']},
			{Entrypoint: ['x'], Cmd: ['a']},
		],
		[
			'an entry point that was taken away',
			{Entrypoint: null, Cmd: ['a']},
			{Entrypoint: ['e'], Cmd: ['b']},
			{Entrypoint: [''], Cmd: ['a']},
		],
		['its health check', {Healthcheck: {Test: ['CMD', 'a']}}, {}, {Healthcheck: {Test: ['CMD', 'a']}}],
		['the image’s check', {Healthcheck: {Test: ['CMD', 'a']}}, {Healthcheck: {Test: ['CMD', 'a']}}, {}],
		['the name that the engine gave its host', {}, {}, {Hostname: undefined, Image: 'web:2'}],
		['a host name of its own', {Hostname: 'front'}, {}, {Hostname: 'front'}],
		['what no image sets', {StopTimeout: 3, Tty: true}, {}, {StopTimeout: 3, Tty: true}],
	])('keeps %s or leaves it to the new image', (_, config, image, wanted) => {
		const body = bodyOf({config}, image);
		for (const [key, value] of Object.entries(wanted)) expect(body[key], key).toEqual(value);
		if (!('Healthcheck' in wanted)) expect(body.Healthcheck).toBeUndefined();
	});

	it('keeps ports that are published, and those that only the container exposes', () => {
		const {ExposedPorts: exposed} = bodyOf(
			{
				config: {ExposedPorts: {'80/tcp': {}, '81/tcp': {}, '82/tcp': {}}},
				host: {PortBindings: {'80/tcp': [{HostPort: '8080'}]}},
			},
			{ExposedPorts: {'80/tcp': {}, '81/tcp': {}}},
		);
		expect(exposed).toEqual({'80/tcp': {}, '82/tcp': {}});
	});

	it('has the same volumes, those too that have no name of their own', () => {
		const {HostConfig: host, Volumes: volumes} = bodyOf({
			config: {Volumes: {'/anon': {}, '/own': {}}},
			host: {
				Binds: ['data:/data', '/anon'],
				Mounts: [
					{Type: 'volume', Target: '/unnamed'},
					{Type: 'volume', Source: 'named', Target: '/named'},
				],
			},
			mounts: [
				{Type: 'volume', Name: 'data', Destination: '/data', RW: true},
				{Type: 'volume', Name: 'f00', Destination: '/anon', RW: true},
				{Type: 'volume', Name: 'f01', Destination: '/unnamed', RW: false},
				{Type: 'volume', Name: 'named', Destination: '/named', RW: true},
				{Type: 'bind', Source: '/srv', Destination: '/srv', RW: true},
			],
		});
		expect(wire(host).Binds).toEqual(['data:/data', 'f00:/anon', 'f01:/unnamed:ro']);
		expect(wire(host).Mounts).toEqual([{Type: 'volume', Source: 'named', Target: '/named'}]);
		expect(volumes).toEqual({'/own': {}});
	});

	it('is in the same networks, by its names and addresses', () => {
		const {body, others, without} = recreationOf(
			inspected({
				host: {NetworkMode: 'front'},
				networks: {
					back: {IPAMConfig: {}, Aliases: ['db', id.slice(0, 12)]},
					front: {IPAMConfig: {IPv4Address: '10.0.0.7'}, Aliases: ['web'], IPAddress: '10.0.0.7', NetworkID: 'n1'},
				},
			}),
			{},
			'web:2',
		);
		expect(body.NetworkingConfig).toEqual({
			EndpointsConfig: {front: {IPAMConfig: {IPv4Address: '10.0.0.7'}, Aliases: ['web']}},
		});
		expect(others).toEqual([{network: 'back', config: {Aliases: ['db']}}]);
		expect(without).toBeUndefined();
	});

	it('is taken out of the network that it was made in, where it is not in that any more', () => {
		const networks = {back: {}};
		expect(recreationOf(inspected({networks}), {}, 'web:2').without).toBe('bridge');
		expect(recreationOf(inspected({host: {NetworkMode: 'host'}, networks: {}}), {}, 'web:2').without).toBeUndefined();
	});

	it.each([
		[{PortBindings: {'80/tcp': [{HostPort: '80'}]}}, false],
		[{PortBindings: {'80/tcp': [{HostPort: ''}]}}, true],
		[{PortBindings: {'80/tcp': [{HostPort: '0'}]}}, true],
		[{PortBindings: {'80/tcp': null}, PublishAllPorts: true}, true],
		[{PortBindings: null}, false],
	])('%j has a port that the engine chose: %s', (host, wanted) => {
		expect(hasChosenPort(inspected({host}))).toBe(wanted);
	});
});
