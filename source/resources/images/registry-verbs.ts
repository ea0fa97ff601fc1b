import {registryFault, registryHost} from '../../engine/registry-name.ts';
import {type GeneralVerb, neverRefused, textValue} from '../verb.ts';

const addressField = {
	kind: 'text',
	id: 'registry',
	title: 'Registry',
	default: 'docker.io',
	check: registryFault,
} as const;

/** Keeps a user of a registry, once the registry has taken it. */
const login: GeneralVerb = {
	id: 'login',
	help: 'log in to a registry; docker’s own configuration keeps it',
	danger: 'none',
	question: () => 'Log in to a registry?',
	refusal: neverRefused,
	reach: () => [
		'the engine asks the registry whether it takes them',
		'they are kept on this machine as docker login keeps them: by its credential helper, or else in config.json',
	],
	fields: () => [
		addressField,
		{
			kind: 'text',
			id: 'user',
			title: 'User',
			check: user => (user === '' || user.includes(':') ? 'a user has a name, without a colon' : undefined),
		},
		{
			kind: 'text',
			id: 'password',
			title: 'Password or token',
			isHidden: () => true,
			check: password => (password === '' ? 'type the password, or an access token' : undefined),
		},
	],
	request(values) {
		const host = registryHost(textValue(values, 'registry') ?? '');
		const user = textValue(values, 'user') ?? '';
		const password = textValue(values, 'password') ?? '';
		return {
			id: `login ${host}`,
			name: host,
			past: 'logged in',
			pending: `logging in to ${host}`,
			done: `logged in to ${host}`,
			already: `logged in to ${host} already`,
			failed: `could not log in to ${host}`,
			async run(engine, signal) {
				const where = await engine.images.login(host, user, password, signal);
				return {told: `logged in to ${host} as ${user}, kept in ${where}`};
			},
		};
	},
};

/** Forgets a user of a registry. */
const logout: GeneralVerb = {
	id: 'logout',
	help: 'forget what docker keeps of a registry’s user on this machine',
	danger: 'none',
	question: () => 'Log out of a registry?',
	refusal: neverRefused,
	reach: () => ['who pulls or pushes there is nobody from then on'],
	fields: () => [addressField],
	request(values) {
		const host = registryHost(textValue(values, 'registry') ?? '');
		return {
			id: `logout ${host}`,
			name: host,
			past: 'logged out',
			pending: `logging out of ${host}`,
			done: `logged out of ${host}`,
			already: `nothing is kept of ${host}`,
			failed: `could not log out of ${host}`,
			run: (engine, signal) => engine.images.logout(host, signal),
		};
	},
};

/** What is done to registries, and about no image. */
export const registryVerbs: readonly GeneralVerb[] = [login, logout];
