import {type Binding, bindings, displayKey, type Mode} from '../keys.ts';
import type {Line} from '../model/tone.ts';
import type {View} from '../resources/resource.ts';
import {footerLine, type KeyHint, overlayKeysLine} from '../ui/footer.ts';
import {type AppState, type Confirm, currentPlace} from './app-state.ts';
import {verbOn} from './confirm.ts';
import {suits} from './help-body.ts';
import {currentPanel, resourceOf} from './panel.ts';
import {recordOf} from './places.ts';
import {wordNeeded} from './question.ts';
import {selectedRow, verbRows} from './selection.ts';

/** What the footer may take, and whether acting keys are there at all. */
export type FooterRoom = {readonly width: number; readonly isReadOnly: boolean};

/** The keys that answer a question. */
const questionKeys = (confirm: Confirm): readonly KeyHint[] => {
	const isPlain = confirm.number === undefined && wordNeeded(confirm) === undefined;
	return [
		...(isPlain ? [{key: 'y', label: 'yes'}] : []),
		{key: 'Enter', label: isPlain && !confirm.isYes ? 'no' : 'yes'},
		{key: isPlain ? 'n Esc' : 'Esc', label: 'no'},
		...(confirm.choices.length > 1 ? [{key: '↑ ↓', label: 'choose'}] : []),
		...(isPlain ? [{key: '← →', label: 'change the answer'}] : []),
	];
};

const labelOf = (binding: Binding, state: AppState, view: View): string => {
	if (binding.group !== 'act') return binding.label;
	const key = binding.keys[0];
	const isMarked = (currentPanel(state)?.list.marked.size ?? 0) > 0;
	return (
		selectedRow(state, view, (resource, row) => {
			const action = resource.actions.find(candidate => candidate.key === key);
			return action && verbOn(action, isMarked ? verbRows(resource, state, view) : [row], view);
		}) ?? binding.label
	);
};

/** Whether a key does anything on what is selected; those that would not are left out of the footer. */
const isUseful = (binding: Binding, state: AppState, view: View): boolean => {
	switch (binding.command) {
		case 'back':
			return state.places.length > 1;
		case 'logs':
			return selectedRow(state, view, (resource, row) => resource.logs?.(row) !== undefined) ?? false;
		default:
			return suits(binding, recordOf(currentPlace(state)).mode, resourceOf(state));
	}
};

/** The keys that work here and now, in exactly `width` cells: those of what stands over the place, else the place's own. */
export const footerOf = (state: AppState, view: View, {width, isReadOnly}: FooterRoom): Line => {
	const mode: Mode = recordOf(currentPlace(state)).mode;
	if (state.overlay?.kind === 'prompt') {
		const isCommand = state.overlay.purpose === 'command';
		return overlayKeysLine(
			[
				{key: 'Enter', label: isCommand ? 'run' : 'keep'},
				...(isCommand ? [{key: 'Tab', label: 'complete'}] : []),
				{key: 'Esc', label: 'give up'},
			],
			width,
		);
	}
	if (state.overlay?.kind === 'sort')
		return overlayKeysLine(
			[
				{key: 'Enter', label: 'sort'},
				{key: '↑ ↓', label: 'choose'},
				{key: 'r', label: 'the other way'},
				{key: 'Esc', label: 'leave'},
			],
			width,
		);
	if (state.overlay?.kind === 'confirm') return overlayKeysLine(questionKeys(state.overlay), width);
	const here = bindings.filter(binding => binding.modes.includes(mode));
	const looks = here
		.filter(binding => binding.footer !== undefined && isUseful(binding, state, view))
		.sort((a, b) => (a.footer ?? 0) - (b.footer ?? 0))
		.map(binding => ({key: displayKey(binding.keys[0] ?? ''), label: binding.label}));
	const offered = new Set(selectedRow(state, view, resource => resource.actions.map(action => action.key)) ?? []);
	const acts = isReadOnly
		? []
		: here
				.filter(binding => binding.group === 'act' && offered.has(binding.keys[0] ?? ''))
				.map(binding => ({key: binding.keys[0] ?? '', label: labelOf(binding, state, view)}));
	return footerLine(looks, acts, width);
};
