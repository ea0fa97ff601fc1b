import {expect, test} from 'vitest';
import type {Port} from '../../source/model/container.ts';
import {containers} from '../../source/resources/containers/containers.ts';
import {services} from '../../source/resources/services/services.ts';
import {container, viewOf} from './container-view.ts';
import {service, swarmView} from './swarm-view.ts';

const open = (privatePort: number, publicPort: number | undefined, ip = '0.0.0.0', protocol = 'tcp'): Port => ({
	ip,
	privatePort,
	protocol,
	...(publicPort === undefined ? {} : {publicPort}),
});

test.each<[string, readonly Port[], readonly string[]]>([
	['unix:///var/run/docker.sock', [open(80, 4000), open(80, 4000, '::')], ['http://localhost:4000']],
	['tcp://10.0.0.5:2376', [open(80, 4000)], ['http://10.0.0.5:4000']],
	['ssh://me@big.example:22', [open(443, 8443)], ['https://big.example:8443']],
	['tcp://[fd00::1]:2375', [open(80, 4000, '::')], ['http://[fd00::1]:4000']],
	['tcp://10.0.0.5:2376', [open(80, 4000, '127.0.0.1')], ['http://127.0.0.1:4000']],
	['tcp://10.0.0.5:2376', [open(80, 4000, 'fd00::7')], ['http://[fd00::7]:4000']],
	['tcp://10.0.0.5:2376', [open(53, 5353, '0.0.0.0', 'udp'), open(80, undefined)], []],
	['tcp://10.0.0.5:2376', [open(80, 4000), open(81, 4001)], ['http://10.0.0.5:4000', 'http://10.0.0.5:4001']],
])('what is published by an engine at %s: %j', (address, ports, urls) => {
	const row = container({ports});
	const view = viewOf(row);
	const told = containers.addresses?.(row, {...view, state: {...view.state, address}}) ?? [];
	expect(told.map(({url}) => url)).toEqual(urls);
});

const publishing = service({
	name: 'api',
	ports: [
		{protocol: 'tcp', targetPort: 80, publishedPort: 4000, publishMode: 'ingress'},
		{protocol: 'tcp', targetPort: 9090, publishedPort: 9090, publishMode: 'host'},
		{protocol: 'udp', targetPort: 53, publishedPort: 53, publishMode: 'ingress'},
	],
});

const worker = container({serviceId: publishing.id, serviceName: publishing.name});
const swarm = swarmView({services: [publishing], containers: [worker], state: {address: 'tcp://10.0.0.5:2376'}});

test('a service is reached by what is open on every node, and not by the ports of single ones', () => {
	expect(services.addresses?.(publishing, swarm)).toEqual([{url: 'http://10.0.0.5:4000', help: 'its port 80/tcp'}]);
});

test('a container is reached by the ports of its service, which are told as such', () => {
	expect(containers.addresses?.(worker, swarm)).toEqual([{url: 'http://10.0.0.5:4000', help: 'api’s port 80/tcp'}]);
});
