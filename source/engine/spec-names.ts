import type Docker from 'dockerode';
import {listAnswer} from './answer-shape.ts';
import {text, type Wire, wire, wires} from './wire.ts';

/** Objects of one noun by one of their texts. */
const indexed = (rows: readonly unknown[], key: (row: Wire) => unknown, value: (row: Wire) => unknown) =>
	new Map(rows.map(wire).flatMap(row => (text(key(row)) === undefined ? [] : [[text(key(row)), text(value(row))]])));

/** A service's spec that names its networks by their names: their ids are others once they are made again. */
export const withNetworkNames = async (docker: Docker, spec: Wire): Promise<Wire> => {
	const template = wire(spec.TaskTemplate);
	if (wires(template.Networks).length === 0) return spec;
	const names = indexed(
		listAnswer('the networks', await docker.listNetworks()),
		({Id: id}) => id,
		({Name: name}) => name,
	);
	const named = (network: unknown): Wire => ({
		...wire(network),
		Target: names.get(text(wire(network).Target)) ?? wire(network).Target,
	});
	return {...spec, TaskTemplate: {...template, Networks: wires(template.Networks).map(named)}};
};

const nameOfSpec = ({Spec: spec}: Wire): unknown => wire(spec).Name;

/** The same references with the ids that secrets or configs of these names have now. */
const present = async (references: unknown, noun: 'Secret' | 'Config', list: () => Promise<unknown>) => {
	const all = wires(references).map(wire);
	if (all.length === 0) return all;
	const ids = indexed(listAnswer(`the ${noun}s`, await list()), nameOfSpec, ({ID: id}) => id);
	return all.map(reference => ({
		...reference,
		[`${noun}ID`]: ids.get(text(reference[`${noun}Name`])) ?? reference[`${noun}ID`],
	}));
};

/** A service's spec with the secrets and configs of the names that it has, whatever ids they have now. */
export const withPresentFiles = async (docker: Docker, spec: Wire): Promise<Wire> => {
	const template = wire(spec.TaskTemplate);
	const container = wire(template.ContainerSpec);
	const [secrets, configs] = [
		await present(container.Secrets, 'Secret', () => docker.listSecrets()),
		await present(container.Configs, 'Config', () => docker.listConfigs()),
	];
	const ContainerSpec = {
		...container,
		...(secrets.length === 0 ? {} : {Secrets: secrets}),
		...(configs.length === 0 ? {} : {Configs: configs}),
	};
	return {...spec, TaskTemplate: {...template, ContainerSpec}};
};
