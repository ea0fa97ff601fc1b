import type {Line} from '../../model/tone.ts';
import {resourceNamed} from '../../resources/registry.ts';
import {rowOf} from '../../resources/rows.ts';
import {Page} from '../../ui/text-lines.tsx';
import {tablesOfKind} from '../list/tables-of-kind.ts';
import type {PlaceRecord} from '../place-record.ts';
import {stepOf} from '../step.ts';
import {type TreeItem, type TreeRoot, treeItems} from '../ways/tree.ts';

/** An object with all that it is made of and uses. */
export type TreePlace = {
	readonly kind: 'tree';
	readonly root: TreeRoot;
	/** The line that keys are about, what stands in it, and the first one that is in sight. */
	readonly chosen: number;
	readonly object: TreeRoot;
	/** Kinds of what stands in it: how these are is told as well. */
	readonly kinds: readonly string[];
	readonly top: number;
	/** Lines that were in sight, for paging. */
	readonly height: number;
};

/** The tree of an object as it opens. */
export const freshTree = (root: TreeRoot): TreePlace => ({
	kind: 'tree',
	root,
	chosen: 0,
	object: root,
	kinds: [],
	top: 0,
	height: 1,
});

/** The line on which the chosen object stands now: lines come and go above it. */
const indexOf = ({chosen, object}: TreePlace, items: readonly TreeItem[]): number => {
	const isIt = (item: TreeItem | undefined): boolean => item?.resource === object.resource && item.id === object.id;
	if (isIt(items[chosen])) return chosen;
	const found = items.findIndex(isIt);
	return found === -1 ? Math.max(0, Math.min(chosen, items.length - 1)) : found;
};

const withChosen = (place: TreePlace, chosen: number, items: readonly TreeItem[]): TreePlace => {
	const item = items[chosen];
	if (item === undefined) return place;
	const {resource, id, name} = item;
	return {...place, chosen, object: {resource, id, name}};
};

/** Where an object with all that it is made of and uses is gone through. */
export const tree: PlaceRecord<TreePlace> = {
	mode: 'page',
	tab: ({root}) => root.resource,
	object: ({object}) => object,
	crumb: ({root}) => `tree of ${root.name}`,
	link: (place, view) => {
		const items = treeItems(place.root, view);
		return items[indexOf(place, items)]?.link;
	},
	tables: ({root, object, kinds}) => [...new Set([root.resource, object.resource, ...kinds].flatMap(tablesOfKind))],
	lay: (before, {view, size}) => {
		const items = treeItems(before.root, view);
		const place = withChosen(before, indexOf(before, items), items);
		const height = size.height - 1;
		const {chosen} = place;
		const top = Math.max(0, Math.min(Math.max(place.top, chosen - height + 1), chosen, items.length - 1));
		const isGone = resourceNamed(place.root.resource)(
			resource => rowOf(resource, view.state, place.root.id) === undefined,
		);
		const title: Line = [
			{text: `TREE ${place.root.name}  `, tone: 'strong'},
			isGone
				? {text: '✗ is gone', tone: 'bad'}
				: {text: `${items.length} ${items.length === 1 ? 'object' : 'objects'}`, tone: 'quiet'},
		];
		const lines = items
			.slice(top, top + height)
			.map(
				({line}, index): Line =>
					top + index === chosen
						? [
								{text: '›', tone: 'accent'},
								...line.map(span => (span.tone === undefined ? {...span, tone: 'strong' as const} : span)),
							]
						: [{text: ' '}, ...line],
			);
		const kinds = [...new Set(items.map(({resource}) => resource))];
		return {
			body: <Page title={title} lines={lines} {...size} />,
			place: {...place, kinds, top, height},
			containers: [],
		};
	},
	command: (place, command, view) => {
		const step = command === 'next-link' ? 1 : command === 'previous-link' ? -1 : stepOf(command, place.height);
		if (step === undefined) return undefined;
		const items = treeItems(place.root, view);
		return withChosen(place, Math.max(0, Math.min(indexOf(place, items) + step, items.length - 1)), items);
	},
};
