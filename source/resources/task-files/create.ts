import {nameFault, type TaskFileNoun} from '../../model/task-file.ts';
import {swarmEmptyReason} from '../swarm-empty.ts';
import {type GeneralVerb, textValue} from '../verb.ts';
import {contentField} from './verbs.ts';

/** Makes a secret or config. */
export const createFile = (noun: TaskFileNoun): GeneralVerb => {
	const list = noun === 'secret' ? 'secrets' : 'configs';
	return {
		id: 'create',
		help: `create a ${noun}`,
		danger: 'none',
		question: () => `Create a ${noun}?`,
		refusal: ({state}) => (state.role === 'manager' ? undefined : swarmEmptyReason(list)(state)),
		reach: () => [
			noun === 'secret'
				? 'no engine tells its value again: keep it elsewhere too'
				: 'services get it when they name it',
		],
		fields: ({state}) => [
			{
				kind: 'text',
				id: 'name',
				title: 'Name',
				check: name => {
					const isTaken = [...(state.tables[list]?.rows.values() ?? [])].some(
						row => 'name' in row && row.name === name,
					);
					return nameFault(name) ?? (isTaken ? `there is a ${noun} ${name} already` : undefined);
				},
			},
			contentField(noun),
		],
		request: values => {
			const name = textValue(values, 'name') ?? '';
			return {
				id: 'create',
				name,
				past: 'created',
				pending: `creating ${noun} ${name}`,
				done: `created ${noun} ${name}`,
				already: `${noun} ${name} is there already`,
				failed: `could not create ${noun} ${name}`,
				run: (engine, signal) => engine[list].create(name, textValue(values, 'content') ?? '', signal),
			};
		},
	};
};
