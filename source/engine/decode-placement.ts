import type {PlacementWishes, Platform, PluginName, Reservation} from '../model/placement.ts';
import {positive, present, text, type Wire, wire, wires} from './wire.ts';

/** Of the plugins of one node, so many are kept. */
const mostPlugins = 200;

/** Amounts of generic resources: of a kind that is counted, or of named pieces that are each one. */
const genericOf = (value: unknown): Readonly<Record<string, number>> | undefined => {
	const amounts: Record<string, number> = {};
	for (const entry of wires(value)) {
		const counted = wire(wire(entry).DiscreteResourceSpec);
		const named = wire(wire(entry).NamedResourceSpec);
		const kind = text(counted.Kind) ?? text(named.Kind);
		if (kind !== undefined) amounts[kind] = (amounts[kind] ?? 0) + (positive(counted.Value) ?? 1);
	}
	return Object.keys(amounts).length === 0 ? undefined : amounts;
};

/** Reservations of a spec, or resources of a node; undefined where there are none. */
export const decodeReservation = (value: unknown): Reservation | undefined => {
	const reserved = wire(value);
	const reservation = present<Reservation>({
		nanoCpus: positive(reserved.NanoCPUs),
		memory: positive(reserved.MemoryBytes),
		generic: genericOf(reserved.GenericResources),
	});
	return Object.keys(reservation).length === 0 ? undefined : reservation;
};

const platformOf = (value: unknown): Platform => {
	const platform = wire(value);
	return present<Platform>({os: text(platform.OS), architecture: text(platform.Architecture)});
};

/** Plugins that its volumes, its log and its networks need; what every engine has by itself is among them. */
const pluginsOf = (task: Wire): readonly PluginName[] => {
	const spec = wire(task.Spec);
	const volumes = wires(wire(spec.ContainerSpec).Mounts)
		.filter(mount => wire(mount).Type === 'volume')
		.map(mount => text(wire(wire(wire(mount).VolumeOptions).DriverConfig).Name))
		.map(name => (name === undefined ? undefined : `Volume/${name}`));
	const log = text(wire(spec.LogDriver).Name);
	const networks = wires(task.NetworksAttachments)
		.map(attachment => text(wire(wire(wire(attachment).Network).DriverState).Name))
		.map(name => (name === undefined ? undefined : `Network/${name}`));
	return [...volumes, log === undefined || log === 'none' ? undefined : `Log/${log}`, ...networks].filter(
		name => name !== undefined,
	);
};

/** What a task of `GET /tasks` asks of a node. */
export const decodeWishes = (task: Wire): PlacementWishes => {
	const placement = wire(wire(task.Spec).Placement);
	return present<PlacementWishes>({
		constraints: wires(placement.Constraints)
			.map(text)
			.filter(constraint => constraint !== undefined),
		platforms: wires(placement.Platforms).map(platformOf),
		plugins: pluginsOf(task),
		mostPerNode: positive(placement.MaxReplicas),
	});
};

/** Plugins of a node as `Type/name`, those of its engine itself among them. */
export const decodePlugins = (value: unknown): readonly PluginName[] =>
	wires(value)
		.slice(0, mostPlugins)
		.flatMap(entry => {
			const plugin = wire(entry);
			const type = text(plugin.Type);
			const name = text(plugin.Name);
			return type === undefined || name === undefined ? [] : [`${type}/${name}`];
		});
