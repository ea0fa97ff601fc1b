import {compareNaturally} from '../../model/natural-order.ts';
import type {Stack} from '../../model/stack.ts';
import type {Service} from '../../model/swarm.ts';
import type {TaskFile} from '../../model/task-file.ts';
import type {Identified} from '../../store/table.ts';
import type {TableSource} from '../../store/table-source.ts';
import {configs} from '../configs/configs.ts';
import {groupedBy} from '../join.ts';
import {ownerOf} from '../networks/condition.ts';
import {networksTable} from '../networks/table.ts';
import {remembered} from '../remembered.ts';
import type {View} from '../resource.ts';
import {secrets} from '../secrets/secrets.ts';
import {networkNames} from '../services/services.ts';
import {volumesTable} from '../volumes/table.ts';
import {servicesOf} from './parts.ts';

/** Something that a group declares beside its services and containers, or that these use. */
export type StackObject = {
	readonly id?: string;
	readonly name: string;
	/** Whether its labels say that it is the group's own; undefined where that was not read. */
	readonly isOwn?: boolean;
	/** Whether any service or container of the group that is known here uses it. */
	readonly isUsed: boolean;
};

/** By their kinds, all that belongs to a group beside its services and containers, by name. */
export type StackObjects = Readonly<Record<'networks' | 'volumes' | 'secrets' | 'configs', readonly StackObject[]>>;

type Named = {readonly id?: string; readonly name: string};

/** What a kind's table holds, by the group that its labels name. */
const ownedIn = <Row extends Named & Identified>(
	{id, of}: TableSource<Row>,
	groupOf: (row: Row) => string | undefined,
): ((group: string, view: View) => {readonly own: readonly Named[]; readonly isRead: boolean}) => {
	const byGroup = groupedBy(`${id} by stack`, groupOf, (row): Named => ({id: row.id, name: row.name}));
	return (group, {state}) => {
		const {rows, at} = of(state);
		return {own: byGroup(rows).get(group) ?? [], isRead: at !== undefined};
	};
};

const stackOf = ({stack}: TaskFile): string | undefined => stack;

const ownedBy = {
	networks: ownedIn(networksTable, ownerOf),
	volumes: ownedIn(volumesTable, ownerOf),
	secrets: ownedIn(secrets.table, stackOf),
	configs: ownedIn(configs.table, stackOf),
};

const isSame = (one: Named, other: Named): boolean =>
	one.name === other.name || (one.id !== undefined && one.id === other.id);

/** What is used and what is owned, each once, by name. */
const together = (
	used: readonly Named[],
	{own, isRead}: {readonly own: readonly Named[]; readonly isRead: boolean},
): readonly StackObject[] => {
	const others = used.filter(
		(one, index) => !own.some(row => isSame(row, one)) && used.findIndex(other => isSame(other, one)) === index,
	);
	return [
		...own.map(row => ({...row, isOwn: true, isUsed: used.some(one => isSame(one, row))})),
		...others.map(one => ({...one, ...(isRead ? {isOwn: false} : {}), isUsed: true})),
	].sort((a, b) => compareNaturally(a.name, b.name));
};

const byName = (names: readonly string[]): readonly Named[] => names.map(name => ({name}));

const referred = (files: Service['secrets']): readonly Named[] => (files ?? []).map(({id, name}) => ({id, name}));

/** All that a group declares beside its parts or that these use, as far as it was read. */
export const objectsOf = remembered((row: Stack, view: View): StackObjects => {
	const services = servicesOf(row, view);
	const known = networksTable.of(view.state).rows;
	const networks = services.flatMap(service => {
		const names = networkNames(service, view);
		return service.networks.map((id, index) => ({id, name: known.get(id)?.name ?? names[index] ?? id}));
	});
	return {
		networks: together([...networks, ...byName(row.networks)], ownedBy.networks(row.name, view)),
		volumes: together(byName(row.volumes), ownedBy.volumes(row.name, view)),
		secrets: together(
			services.flatMap(service => referred(service.secrets)),
			ownedBy.secrets(row.name, view),
		),
		configs: together(
			services.flatMap(service => referred(service.configs)),
			ownedBy.configs(row.name, view),
		),
	};
});
