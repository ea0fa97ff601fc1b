import {taskFileKind} from '../task-files/kind.ts';
import {taskFilesTable} from '../task-files/table.ts';

/** Secrets of the swarm. */
export const secrets = taskFileKind('secret', {
	table: taskFilesTable('secret'),
	title: 'Secrets',
	aliases: ['secret'],
});
