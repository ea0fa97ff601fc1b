import type {Resource, View} from '../../resources/resource.ts';
import {type AppState, type MenuItem, pushPlace} from '../app-state.ts';
import {only} from '../effects.ts';
import {freshCourse} from '../places/course.tsx';
import {ofRow} from '../ways/ways.ts';
import {findTargets} from './command-targets.ts';

/** Whether what was typed after the word of a course is meant for the verb of that word: values, and not one name. */
export const isForVerb = (words: readonly string[]): boolean =>
	words.length > 1 || words.some(word => word.includes('='));

/** Opens what goes on with an object, by its name or the selected one: `:update web`. */
export const openCourse = (
	state: AppState,
	word: string,
	names: readonly string[],
	view: View,
): {readonly state: AppState} | {readonly fault: string} => {
	const found = findTargets(state, view, names, ({course}) => course?.word === word);
	if ('fault' in found) return found;
	return found((resource, [row]) =>
		row === undefined ? {fault: 'nothing is selected'} : {state: pushPlace(state, freshCourse(ofRow(resource, row)))},
	);
};

/** The same as an item of a menu. */
export const courseItems = <Row>(resource: Resource<Row>, row: Row): readonly MenuItem[] => {
	const {course} = resource;
	if (course === undefined) return [];
	const place = freshCourse(ofRow(resource, row));
	return [{label: `watch ${course.word}`, help: course.help, take: before => only(pushPlace(before, place))}];
};
