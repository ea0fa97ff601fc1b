import type {Line, Span} from '../../model/tone.ts';
import type {Link} from '../../resources/link.ts';
import {resourceNamed} from '../../resources/registry.ts';
import type {View} from '../../resources/resource.ts';
import {rowOf} from '../../resources/rows.ts';
import {linksOf, objectOf} from './links.ts';

/** One line of a tree: an object below the one that uses it. */
export type TreeItem = {
	/** The kind of the object, and its identity where its row is known. */
	readonly resource: string;
	readonly id: string;
	readonly name: string;
	readonly line: Line;
	readonly link: Link;
};

/** What a tree hangs on. */
export type TreeRoot = {readonly resource: string; readonly id: string; readonly name: string};

/** Lines of one tree; more is no tree that anybody reads. */
const mostItems = 500;

const deepest = 8;

/** Sign, name and word of an object; one whose row is not known here is a name and what it is. */
const spansOf = (link: Link, id: string, view: View): readonly Span[] =>
	resourceNamed(link.resource)((resource): readonly Span[] => {
		const row = rowOf(resource, view.state, id);
		if (row === undefined) return [{text: `  ${link.name}`}, {text: `  ${resource.singular}`, tone: 'quiet'}];
		const {glyph, word, tone} = resource.condition(row, view);
		return [
			{text: `${glyph} `, tone},
			{text: resource.name(row)},
			{text: `  ${resource.singular}, `, tone: 'quiet'},
			{text: word, tone: tone === 'good' ? 'quiet' : tone},
		];
	});

/** The links that a tree shows below an object: to what it is made of and uses, and of the root to whom it is used by. */
const below = ({resource: kind, id}: TreeRoot, isRoot: boolean, view: View): readonly Link[] =>
	resourceNamed(kind)(resource => {
		const row = rowOf(resource, view.state, id);
		return row === undefined
			? []
			: linksOf(resource, row, view).filter(({isBelow, isUser}) => isBelow && (isRoot || isUser !== true));
	});

const keyOf = ({resource, id}: Pick<TreeRoot, 'resource' | 'id'>): string => `${resource} ${id}`;

const grow = (root: TreeRoot, view: View): readonly TreeItem[] => {
	const items: TreeItem[] = [];
	/** `rails` are what is drawn before lines below an object, `way` the objects above it, each of which stands there once. */
	const add = (object: TreeRoot, rails: string, way: readonly string[]): void => {
		const children = new Map<string, {readonly link: Link; readonly object: TreeRoot}>();
		for (const link of below(object, way.length === 1, view)) {
			const child = objectOf(link, view.state);
			if (!way.includes(keyOf(child))) children.set(keyOf(child), {link, object: child});
		}
		for (const [index, {link, object: child}] of [...children.values()].entries()) {
			if (items.length >= mostItems) return;
			const isLast = index === children.size - 1;
			const rail: Span = {text: `${rails}${isLast ? '└─ ' : '├─ '}`, tone: 'quiet'};
			items.push({...child, link, line: [rail, ...spansOf(link, child.id, view)]});
			if (way.length < deepest) add(child, `${rails}${isLast ? '   ' : '│  '}`, [...way, keyOf(child)]);
		}
	};
	const top: Link = {title: '', name: root.name, resource: root.resource, ids: [root.id], isBelow: true};
	items.push({...root, link: top, line: spansOf(top, root.id, view)});
	add(root, '', [keyOf(root)]);
	return items;
};

// The last tree, as it is asked for several times in a frame.
let last: {readonly view: View; readonly root: TreeRoot; readonly items: readonly TreeItem[]} | undefined;

/** An object with all that it is made of and uses, each below what it belongs to; the object itself first. */
export const treeItems = (root: TreeRoot, view: View): readonly TreeItem[] => {
	if (last?.view !== view || keyOf(last.root) !== keyOf(root)) last = {view, root, items: grow(root, view)};
	return last.items;
};
