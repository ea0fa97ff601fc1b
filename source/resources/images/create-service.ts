import type {Image} from '../../model/image.ts';
import {createRequest, createService, serviceForm} from '../services/create.ts';
import type {Verb} from '../verb.ts';
import {imageName} from './condition.ts';

/** Makes a service of an image. */
export const serviceOf: Verb<Image> = {
	id: 'create-service',
	help: 'create a service of an image: a form, and the line of docker service create that is the same',
	label: () => 'create service of',
	question: rows => `Create a service of ${rows.map(imageName).join(', ')}?`,
	danger: 'none',
	refusal: (_, view) => createService.refusal(view),
	reach: (_, view) => createService.reach(view),
	fields: row => serviceForm.fields({image: row.reference ?? row.imageId, mode: 'replicated'}),
	discord: serviceForm.discord,
	preview: serviceForm.line,
	request: (row, values) => createRequest(row.id, values),
};
