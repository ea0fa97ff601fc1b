// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are pieces of source
import type {Plant} from './plant.ts';

const rotate = 'source/engine/rotate-file.ts';
const files = ['test/contract/task-files.test', 'test/resources/task-files', 'test/app/task-files'];

/** Faults in secrets and configs, and in the ways between objects. */
export const objectPlants: readonly Plant[] = [
	{
		fault: 'a rotation ends at the first service that fails, without a word on it',
		file: rotate,
		from: 'failures.push(',
		to: 'String(',
		tests: files,
	},
	{
		fault: 'a rotation names the new one by the id of the old one',
		file: rotate,
		from: '[keys.id]: after.id,',
		to: '',
		tests: files,
	},
	{
		fault: 'a secret is shown while it is typed',
		file: 'source/app/asking/question.ts',
		from: "field.kind === 'text' && field.isHidden?.(editor.value) === true",
		to: 'false',
		tests: files,
	},
	{
		fault: 'content drives the terminal',
		file: 'source/engine/decode-task-file.ts',
		from: "cleanText(line.replaceAll('\\t', '    '))",
		to: "line.replaceAll('\\t', '    ')",
		tests: files,
	},
	{
		fault: 'what a service uses can be removed',
		file: 'source/resources/task-files/verbs.ts',
		from: 'refusal: (row, {state}) => useText(userNames(list, row, state)),',
		to: 'refusal: () => undefined,',
		tests: files,
	},
	{
		fault: 'one cannot come back to what was visited',
		file: 'source/app/ways/visits.ts',
		from: 'past: [...before.visits.past, before.places].slice(-most)',
		to: 'past: before.visits.past',
		tests: ['test/app/links'],
	},
	{
		fault: 'a link leads nowhere before its list was read',
		file: 'source/app/places/page.tsx',
		from: 'return id === undefined ? place : {...rest, id};',
		to: 'return place;',
		tests: ['test/app/links'],
	},
	{
		fault: 'a volume that is there is made as if it were new',
		file: 'source/engine/volumes.ts',
		from: 'if (known.some(volume => wire(volume).Name === name))',
		to: 'if (known === undefined)',
		tests: ['test/contract/volumes.test'],
	},
	{
		fault: 'a container that is in a network can be connected to it',
		file: 'source/resources/networks/join-verbs.ts',
		from: 'if (found.networks.includes(row.name)) return `${name} is in it already`;',
		to: '',
		tests: ['test/app/create'],
	},
	{
		fault: 'a tree leads from what is shared to all that share it',
		file: 'source/app/ways/tree.ts',
		from: '(isRoot || isUser !== true)',
		to: '(isRoot || isUser !== undefined)',
		tests: ['test/app/links'],
	},
	{
		fault: 'a tree goes round in a circle',
		file: 'source/app/ways/tree.ts',
		from: 'if (!way.includes(keyOf(child))) children.set(',
		to: 'children.set(',
		tests: ['test/app/links'],
	},
	{
		fault: 'a stack tells nothing of what it owns and none of its parts uses',
		file: 'source/resources/stacks/objects.ts',
		from: 'byGroup(rows).get(group) ?? []',
		to: '[]',
		tests: ['test/resources/stack-objects'],
	},
	{
		fault: 'what was not read yet is called another’s',
		file: 'source/resources/stacks/objects.ts',
		from: '...(isRead ? {isOwn: false} : {})',
		to: 'isOwn: false',
		tests: ['test/resources/stack-objects'],
	},
	{
		fault: 'a container that a volume was looked into through stays',
		file: 'source/engine/look-into-volume.ts',
		from: '.remove({force: true, v: true})',
		to: '.inspect()',
		tests: ['test/app/volume-files'],
	},
	{
		fault: 'a container is made in read-only mode to look into a volume',
		file: 'source/app/text/file-walk.ts',
		from: "const off = isReadOnly ? 'read-only' : detour.refusal?.(row, view);",
		to: 'const off = detour.refusal?.(row, view);',
		tests: ['test/app/volume-files'],
	},
	{
		fault: 'a compose project differs from its file wherever that has a variable',
		file: 'source/resources/stacks/drift.ts',
		from: "value.replaceAll('$$', '').includes('$')",
		to: "value === '$'",
		tests: ['test/resources/drift'],
	},
	{
		fault: 'what another compose file declares is called undeclared',
		file: 'source/resources/stacks/drift.ts',
		from: 'if (include !== undefined || hasTags(text)) isOpen = true;',
		to: '',
		tests: ['test/resources/drift'],
	},
];
