import {cleanText} from '../../model/clean-text.ts';
import type {Container} from '../../model/container.ts';
import type {Reading} from '../resource.ts';

/** What differs in its file system from its image, as `docker diff` tells it: A added, C changed, D deleted. */
export const fileChanges: Reading<Container> = {
	id: 'changes',
	help: 'what differs in its file system from its image: A added, C changed, D deleted',
	read: async (row, engine, signal) =>
		(await engine.containers.changes(row.id, signal)).map(({kind, path}) => `${kind} ${cleanText(path)}`),
	note: lines => {
		const count = (kind: string): number => lines.filter(line => line.startsWith(kind)).length;
		return lines.length === 0
			? 'nothing differs from its image'
			: `since its image: ${count('A')} added, ${count('C')} changed, ${count('D')} deleted`;
	},
};
