import {fieldsIn, lineFor, type OwnCommand} from '../model/own-command.ts';
import {readOnlyRefusal, stateOf} from './across.ts';
import {fieldValue} from './field-column.ts';
import {addVerbs} from './registry.ts';
import type {Resource, View} from './resource.ts';
import type {Verb} from './verb.ts';

/** What reads lines: nothing of a row is ever a part of one. */
const shell = '/bin/sh';

/** A row's own words, which are its engine's, and all fields by which lists are filtered. */
const valueIn = <Row>(resource: Resource<Row>, row: Row, field: string, view: View): string | undefined => {
	switch (field) {
		case 'id':
			return (resource.copied ?? resource.identity)(row);
		case 'name':
			return resource.name(row);
		default:
			return fieldValue(resource, row, field, view);
	}
};

/** A command of the configuration as a verb on rows of a kind. */
const verbOf = <Row>(resource: Resource<Row>, command: OwnCommand): Verb<Row> => {
	const {name, key, run, isAsked, isReading} = command;
	const fields = fieldsIn(run);
	return {
		id: name,
		...(key === undefined ? {} : {key}),
		help: `${isAsked ? 'runs here' : 'runs here, unasked'}: ${run}`,
		label: () => name,
		danger: isReading ? 'none' : 'interrupts',
		isReading,
		isUnasked: !isAsked,
		refusal(row, view) {
			const missing = fields.find(field => valueIn(resource, row, field, view) === undefined);
			const own = isReading ? undefined : readOnlyRefusal(row, view);
			return own ?? (missing === undefined ? undefined : `it has no ${missing}`);
		},
		reach: () => [`runs here: ${run}`],
		program(row, view) {
			const {line, environment} = lineFor(run, field => valueIn(resource, row, field, view) ?? '');
			const own = stateOf(view.state, row);
			return {
				about: {
					engine: own.host,
					address: own.address,
					kind: resource.table.id,
					object: (resource.copied ?? resource.identity)(row),
					name: resource.name(row),
				},
				title: `${name} ${resource.name(row)}`,
				command: shell,
				words: ['-c', line],
				environment: {...own.environment, ...environment},
			};
		},
		request: () => [],
	};
};

/** Adds the commands of a configuration to the kinds that they are for. Returns the way to take them off again. */
export const addOwnCommands = (commands: readonly OwnCommand[]): (() => void) => {
	const kinds = [...new Set(commands.flatMap(command => command.kinds))];
	const removals = kinds.map(kind => {
		const own = commands.filter(command => command.kinds.includes(kind));
		return addVerbs(kind, resource => own.map(command => verbOf(resource, command)));
	});
	return () => {
		for (const remove of removals) remove();
	};
};
