import {eventually} from '../lab/process.ts';
import type {SwarmLab} from '../lab/swarm-lab.ts';
import type {Terminal} from '../pty/terminal.ts';
import {type Lists, toldByEngines} from './engine-truth.ts';
import {shownOnScreen} from './screen-lists.ts';

/** How long engines and screen may take to agree when the churn is over, ms: a node that was killed last has to come back. */
const settling = 180_000;

const listNames = ['containers', 'services', 'tasks', 'nodes'] as const;

/** What stands in one and not in the other, a line each. */
export const differences = (shown: Lists, told: Lists): readonly string[] =>
	listNames.flatMap(list => {
		const missing = [...told[list]];
		const extra = shown[list].filter(line => {
			const at = missing.indexOf(line);
			if (at >= 0) missing.splice(at, 1);
			return at < 0;
		});
		return [
			...missing.map(line => `${list}: not on the screen: ${line}`),
			...extra.map(line => `${list}: on no engine: ${line}`),
		];
	});

/** Waits until the screen shows what the engines tell: how many rows of each list that is, and what differs to the end. */
export const compareLists = async (
	lab: SwarmLab,
	terminal: Terminal,
): Promise<{readonly rows: string; readonly faults: readonly string[]}> => {
	let faults: readonly string[] = ['nothing could be compared'];
	try {
		const rows = await eventually(
			'the screen to equal the engines',
			async () => {
				try {
					const before = await toldByEngines(lab);
					const shown = await shownOnScreen(terminal);
					// What changed while it was read stood neither here nor there.
					const after = await toldByEngines(lab);
					faults = [...differences(shown, before), ...differences(after, before)];
					return faults.length > 0 ? undefined : listNames.map(list => `${shown[list].length} ${list}`).join(', ');
				} catch (error) {
					faults = [error instanceof Error ? error.message : String(error)];
					return undefined;
				}
			},
			settling,
		);
		return {rows, faults: []};
	} catch {
		return {rows: 'not equal', faults: [...faults, `the screen was:\n${(await terminal.screen()).join('\n')}`]};
	}
};
