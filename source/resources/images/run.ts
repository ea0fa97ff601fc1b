import type {Image} from '../../model/image.ts';
import {runRequest} from '../containers/run.ts';
import {runDiscord, runFields, runLine} from '../containers/run-form.ts';
import type {Verb} from '../verb.ts';
import {imageName} from './condition.ts';

/** Makes and starts a container of an image. */
export const run: Verb<Image> = {
	id: 'run',
	help: 'run a container of an image: a form, and the line of docker run that is the same',
	label: () => 'run',
	question: rows => `Run a container of ${rows.map(imageName).join(', ')}?`,
	danger: 'none',
	refusal: () => undefined,
	reach: () => [],
	fields: row => runFields({image: row.reference ?? row.imageId, restart: 'no'}),
	discord: runDiscord,
	preview: runLine,
	request: (row, values) => runRequest(row.id, values),
};
