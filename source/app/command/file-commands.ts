import {withArticle} from '../../model/article.ts';
import {insidePath, lastPart} from '../../model/file-entry.ts';
import {splitWords} from '../../model/shell-words.ts';
import type {View} from '../../resources/resource.ts';
import type {AppState} from '../app-state.ts';
import {askAbout} from '../asking/confirm.ts';
import {putQuestion} from '../asking/put-question.ts';
import {walkFiles} from '../text/file-walk.ts';
import type {CommandOutcome} from './command-line.ts';
import {findTargets} from './command-targets.ts';

const fault = (message: string): CommandOutcome => ({kind: 'fault', message});

/** A path within something that goes by a name: `web:/etc/hosts`. */
type Inside = {readonly name: string; readonly path: string};

/** Understands `web:/etc/hosts`; undefined for a path of this machine. */
const insideOf = (word: string): Inside | undefined => {
	if (/^[./~]/.test(word)) return undefined;
	const at = word.indexOf(':');
	// As docker has it: a path there is whole, whether it says so or not.
	return at < 1 ? undefined : {name: word.slice(0, at), path: `/${word.slice(at + 1).replace(/^\/+/, '')}`};
};

/** `:files web /etc`, or `:files` of what is selected. */
export const filesCommand = (state: AppState, line: string, view: View, isReadOnly: boolean): CommandOutcome => {
	const split = splitWords(line);
	if ('fault' in split) return fault(split.fault);
	const paths = split.words.filter(word => word.startsWith('/'));
	const names = split.words
		.filter(word => !word.startsWith('/'))
		.map(word => insideOf(word) ?? {name: word, path: '/'});
	if (paths.length > 1 || names.length > 1) return fault('files takes one name, and a path after it: files web /etc');
	const [named] = names;
	const found = findTargets(state, view, named === undefined ? [] : [named.name], ({files}) => files !== undefined);
	if ('fault' in found) return fault(found.fault);
	return found((resource, [row]): CommandOutcome => {
		if (row === undefined) return fault('nothing is selected');
		const path = paths[0] ?? named?.path ?? '/';
		return {kind: 'outcome', outcome: walkFiles(resource, row, path, state, {view, isReadOnly})};
	});
};

/** `:cp web:/etc/hosts ./`, and `:cp ./x web:/tmp/`. */
export const copyCommand = (state: AppState, line: string, view: View, isReadOnly: boolean): CommandOutcome => {
	if (isReadOnly) return fault('cp is off: read-only');
	const split = splitWords(line, {keepsHome: true});
	if ('fault' in split) return fault(split.fault);
	const [from, to = './', ...rest] = split.words;
	if (from === undefined || rest.length > 0) return fault('cp takes a path and where it goes: cp web:/etc/hosts ./');
	const [source, target] = [insideOf(from), insideOf(to)];
	if (source !== undefined && target !== undefined)
		return fault('cp copies to this machine or from it: one of both is a path of this machine, such as ./x');
	const there = source ?? target;
	if (there === undefined) return fault(`neither ${from} nor ${to} is in a container: name it as web:/path`);
	const found = findTargets(state, view, [there.name], ({files}) => files !== undefined);
	if ('fault' in found) return fault(found.fault);
	return found((resource, rows): CommandOutcome => {
		const {files} = resource;
		if (files === undefined) return fault(`${there.name} has no files of its own`);
		const isOut = source !== undefined;
		const named = to === './' && isOut ? `./${lastPart(there.path)}` : to;
		const verb = isOut ? files.copyOut(insidePath(there.path), named) : files.copyIn?.(from, there.path);
		if (verb === undefined) return fault(`the files of ${withArticle(resource.singular)} are only read here`);
		return {
			kind: 'outcome',
			outcome: putQuestion(state, askAbout(resource, verb, rows, view, state.settings.asking), view),
		};
	});
};
