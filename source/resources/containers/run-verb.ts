import type {GeneralVerb} from '../verb.ts';
import {runRequest} from './run.ts';
import {filledRun, runDiscord, runFields, runLine} from './run-form.ts';

/** Makes and starts a container: by the form, or by a line of `docker run` that fills it. */
export const runContainer: GeneralVerb = {
	id: 'run',
	help: 'run a container: an image, or a line as docker run takes it, fills the form',
	danger: 'none',
	question: () => 'Run a container?',
	refusal: () => undefined,
	reach: () => [],
	fields: () => runFields({restart: 'no'}),
	fill: filledRun,
	discord: runDiscord,
	preview: runLine,
	request: values => runRequest('run', values),
};
