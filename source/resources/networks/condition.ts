import type {Container} from '../../model/container.ts';
import type {Network} from '../../model/network.ts';
import type {EngineState} from '../../store/state.ts';
import {joinOf} from '../join.ts';
import type {Condition, View} from '../resource.ts';
import {conditionOfUse, isUp, serviceNamesOf, usersBy} from '../users.ts';

// Rows of containers tell names only.
const usersByNetwork = usersBy('containers by network', ({networks}) => networks);

/** Containers that are in a network, or will be when they run; those that run first. */
export const usersOf = ({name}: Network, state: EngineState): readonly Container[] => usersByNetwork(name, state);

type Services = EngineState['tables']['services']['rows'];

/** Names of services by the id or name that they give of a network, and of those that publish ports over the ingress. */
const servicesIn = joinOf('services by network', (rows: Services) => {
	const byNetwork = new Map<string, string[]>();
	const publishing: string[] = [];
	for (const {name, networks, ports} of rows.values()) {
		for (const network of new Set(networks)) byNetwork.set(network, [...(byNetwork.get(network) ?? []), name]);
		if (ports.some(({publishMode}) => publishMode === 'ingress')) publishing.push(name);
	}
	return {byNetwork, publishing};
});

/** Names of the services that a network is for: of all, where this engine manages the swarm, else of those that run here. */
export const serviceNames = (row: Network, state: EngineState): readonly string[] => {
	const {byNetwork, publishing} = servicesIn(state.tables.services.rows);
	return [
		...new Set([
			...(byNetwork.get(row.id) ?? []),
			...(byNetwork.get(row.name) ?? []),
			...(row.isIngress ? publishing : []),
			...serviceNamesOf(usersOf(row, state)),
		]),
	].sort();
};

const enginesOwn: readonly string[] = ['bridge', 'host', 'none'];

/** Whose network it is, where nobody made it: it is never in the way. What a swarm that was left leaves behind is. */
export const predefinedBy = ({name, isIngress}: Network, {role}: EngineState): 'engine' | 'swarm' | undefined => {
	if (enginesOwn.includes(name)) return 'engine';
	return isIngress || (name === 'docker_gwbridge' && role !== 'none') ? 'swarm' : undefined;
};

/** Whether all is known that may use it. */
const areUsersKnown = ({scope}: Network, {tables, role}: EngineState): boolean =>
	scope !== 'swarm' || (role === 'manager' && tables.services.at !== undefined);

/** Glyph, word and tone of a network. */
export const networkCondition = (row: Network, {state}: View): Condition => {
	const users = usersOf(row, state);
	if (users.some(isUp) || serviceNames(row, state).length > 0) return {glyph: '●', word: 'in use', tone: 'good'};
	if (predefinedBy(row, state) !== undefined) return {glyph: '○', word: 'predefined', tone: 'quiet'};
	if (row.isConfigOnly) return {glyph: '○', word: 'config', tone: 'quiet'};
	return conditionOfUse(users, state, areUsersKnown(row, state) ? 'unused' : 'unknown');
};

/** What it was made for: a stack, or a project of compose. */
export const ownerOf = ({stack, project}: Pick<Network, 'stack' | 'project'>): string | undefined => stack ?? project;
