import type {Line} from '../../model/tone.ts';
import {type ResourceId, resourceNamed} from '../../resources/registry.ts';
import {rowOf} from '../../resources/rows.ts';
import {sectionLines} from '../../ui/sections.ts';
import {Page} from '../../ui/text-lines.tsx';
import {inspectsRow} from '../list/beside.ts';
import {tablesOfKind} from '../list/tables-of-kind.ts';
import type {Laid, PlaceRecord, Room} from '../place-record.ts';

/** What goes on with one object, such as its update, followed as long as one looks. */
export type CoursePlace = {
	readonly kind: 'course';
	readonly resource: ResourceId;
	readonly id: string;
	readonly name: string;
	readonly top: number;
};

/** A course as it opens. */
export const freshCourse = (object: Pick<CoursePlace, 'resource' | 'id' | 'name'>): CoursePlace => ({
	kind: 'course',
	...object,
	top: 0,
});

/** Lines are read from the left to the right end, however wide a screen is: one column. */
const widest = 139;

const lay = (place: CoursePlace, {view, size}: Room): Laid<CoursePlace> =>
	resourceNamed(place.resource)(resource => {
		const row = rowOf(resource, view.state, place.id);
		const {course} = resource;
		const title = (words: Line): Line => [
			{text: `${(course?.word ?? resource.singular).toUpperCase()} ${place.name}  `, tone: 'strong'},
			...words,
		];
		if (row === undefined || course === undefined) {
			const gone: Line = [
				{text: '✗ is gone', tone: 'bad'},
				{text: '  Esc goes back', tone: 'quiet'},
			];
			return {body: <Page title={title(gone)} lines={[]} {...size} />, place, containers: []};
		}
		const height = size.height - 1;
		const width = Math.min(size.width, widest);
		const sections = course.sections(row, view, {width, height});
		const content: readonly Line[] =
			sections === undefined ? [[{text: course.absence, tone: 'quiet'}]] : sectionLines(sections, width);
		const top = Math.max(0, Math.min(place.top, content.length - height));
		const {glyph, word, tone} = resource.condition(row, view);
		const more: Line =
			content.length > height
				? [{text: `  lines ${top + 1}-${Math.min(content.length, top + height)} of ${content.length}`, tone: 'quiet'}]
				: [];
		return {
			body: (
				<Page
					title={title([{text: `${glyph} ${word}`, tone}, ...more])}
					lines={content.slice(top, top + height)}
					{...size}
				/>
			),
			place: {...place, top},
			containers: resource.usedContainers(row, view.state),
		};
	});

/** What goes on with one object for a while. */
export const course: PlaceRecord<CoursePlace> = {
	mode: 'page',
	tab: place => place.resource,
	object: place => place,
	scroll: {top: place => place.top, to: (place, top) => ({...place, top})},
	tables: place => tablesOfKind(place.resource),
	crumb: place => `${resourceNamed(place.resource)(({course: kept}) => kept?.word ?? '')} of ${place.name}`,
	inspects: (place, view) => inspectsRow(place.resource, place.id, view, false),
	lay,
};
