import {nameAndValue} from '../../model/name-value.ts';
import {type GeneralVerb, textValue} from '../verb.ts';

/** Labels as they are typed: `team=web tier`. */
const labelsOf = (typed: string): Readonly<Record<string, string>> =>
	Object.fromEntries(
		typed
			.split(/\s+/)
			.filter(word => word !== '')
			.map(nameAndValue),
	);

/** Makes a volume. */
export const createVolume: GeneralVerb = {
	id: 'create',
	help: 'create a volume',
	danger: 'none',
	question: () => 'Create a volume?',
	refusal: () => undefined,
	reach: () => [],
	fields: ({state}) => [
		{
			kind: 'text',
			id: 'name',
			title: 'Name',
			check: name => {
				if (!/^[a-zA-Z0-9][\w.-]+$/.test(name))
					return 'a name has two letters at least: letters, digits, and - _ . after the first';
				return state.tables.volumes?.rows.has(name) === true ? `there is a volume ${name} already` : undefined;
			},
		},
		{
			kind: 'text',
			id: 'driver',
			title: 'Driver',
			default: 'local',
			check: driver => (driver === '' ? 'name a driver, such as local' : undefined),
		},
		{
			kind: 'text',
			id: 'labels',
			title: 'Labels, if any',
			check: typed => (Object.keys(labelsOf(typed)).includes('') ? 'a label is written name=value' : undefined),
		},
	],
	request: values => {
		const name = textValue(values, 'name') ?? '';
		const driver = textValue(values, 'driver') ?? 'local';
		const labels = labelsOf(textValue(values, 'labels') ?? '');
		return {
			id: 'create',
			name,
			past: 'created',
			pending: `creating volume ${name}`,
			done: `created volume ${name}`,
			already: `volume ${name} is there already`,
			failed: `could not create volume ${name}`,
			run: (engine, signal) => engine.volumes.create({name, driver, labels}, signal),
		};
	},
};
