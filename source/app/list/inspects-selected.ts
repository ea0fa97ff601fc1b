import {resourceNamed} from '../../resources/registry.ts';
import type {View} from '../../resources/resource.ts';
import type {Interest} from '../../store/monitor.ts';
import type {Panel} from '../place-record.ts';
import {selectedInPanel} from './list-groups.ts';

/** What is at fault is inspected while it is selected, where only that tells why. */
export const inspectsSelected = (panel: Panel, view: View): Interest['inspect'] =>
	resourceNamed(panel.resource)(resource => {
		const row = selectedInPanel(resource, panel, view);
		return row !== undefined && resource.isToldByInspecting === true && resource.isFaulty(row, view)
			? {table: resource.table.id, id: resource.identity(row), processes: false, raw: false}
			: undefined;
	});
