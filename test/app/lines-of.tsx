import {renderToString} from 'ink';
import type {Picture} from '../../source/app/frame.ts';
import {FrameView} from '../../source/app/frame-view.tsx';

/** A picture as Ink draws it: lines with their colours. */
export const linesOf = (picture: Picture): readonly string[] =>
	renderToString(<FrameView picture={picture} />, {columns: picture.size.columns}).split('\n');
