import type {TaskFile} from '../../model/task-file.ts';
import {type Links, upTo, usedBy} from '../link.ts';
import {type FileList, fileUsers} from './users.ts';

/** The services whose tasks get it, and its stack. */
export const fileLinks =
	(list: FileList): Links<TaskFile> =>
	(row, {state}) => {
		const services = new Map(fileUsers(list, row, state).map(({service}) => [service.id, service]));
		return [
			...usedBy({title: 'Used by', resource: 'services'}, [...services.values()]),
			...upTo({title: 'Stack', resource: 'stacks'}, row.stack),
		];
	};
