import type {DOMElement, DOMNode} from '../../node_modules/ink/build/dom.js';
import original from '../../node_modules/ink/build/squash-text-nodes.js';
import {readNarrow} from './narrow-text.ts';
import {remembered} from './remembered.ts';

/** What the original makes of a text whose parts are already joined. */
const cleanSlowly = (text: string, nodeName: 'ink-text' | 'ink-virtual-text'): string => {
	const parent: DOMElement = {nodeName, attributes: {}, childNodes: [], parentNode: undefined, style: {}};
	parent.childNodes.push({nodeName: '#text', nodeValue: text, parentNode: parent, style: {}});
	return original(parent);
};

const cleanOther = remembered(500, text => cleanSlowly(text, 'ink-text'));

/** Nothing is there to clean where only narrow characters, colours and line breaks are. */
const isClean = (text: string): boolean => readNarrow(text) !== undefined;

const textOf = (node: DOMNode): string => {
	if (node.nodeName === '#text') return node.nodeValue;
	if (node.isHidden === true) return '';
	const text = node.nodeName === 'ink-text' || node.nodeName === 'ink-virtual-text' ? squashTextNodes(node) : '';
	const {internal_transform: transform} = node;
	if (text === '' || typeof transform !== 'function') return text;
	return text
		.split('\n')
		.map((line, index) => transform(line, index))
		.join('\n');
};

/** The text of a node and all within it, cleaned, as Ink's squash-text-nodes gives it. */
export const squashTextNodes = (node: DOMElement): string => {
	let text = '';
	for (const child of node.childNodes) text += textOf(child);
	if (isClean(text)) return text;
	// Only the outermost node has its tabs replaced.
	return node.nodeName === 'ink-text' ? cleanOther(text) : cleanSlowly(text, 'ink-virtual-text');
};
