import {taskFileKind} from '../task-files/kind.ts';
import {taskFilesTable} from '../task-files/table.ts';

/** Configs of the swarm. */
export const configs = taskFileKind('config', {
	table: taskFilesTable('config'),
	title: 'Configs',
	aliases: ['config'],
});
