import type {Image} from '../../model/image.ts';
import {type Links, usedBy} from '../link.ts';
import {usersOf} from './users.ts';

/** The containers that were made from an image. */
export const imageLinks: Links<Image> = (row, {state}) =>
	usedBy({title: 'Used by', resource: 'containers'}, usersOf(row, state));
