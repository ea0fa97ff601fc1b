import {Box} from 'ink';
import {DialogBox} from '../ui/dialog.tsx';
import {Footer} from '../ui/footer.tsx';
import {Header} from '../ui/header.tsx';
import {StyledLine, StyledLines} from '../ui/styled-line.tsx';
import {Tabs} from '../ui/tabs.tsx';
import type {Picture} from './frame.ts';

const TooSmall = ({size, words}: Extract<Picture, {kind: 'too-small'}>) => (
	<Box flexDirection="column" width={size.columns} height={size.rows}>
		<StyledLines
			rows={Array.from({length: size.rows}, (_, row) => ({
				line: [{text: words.slice(row * size.columns, (row + 1) * size.columns)}],
			}))}
			width={size.columns}
			height={size.rows}
		/>
	</Box>
);

/** The whole screen: one line each of header, tabs, message and keys, and the place between them. */
export const FrameView = ({picture}: {readonly picture: Picture}) => {
	if (picture.kind === 'too-small') return <TooSmall {...picture} />;
	const {size, dialog} = picture;
	const width = size.columns;
	return (
		<Box flexDirection="column" width={width} height={size.rows}>
			<Header segments={picture.header} width={width} />
			<Tabs tabs={picture.tabs} width={width} />
			{picture.body}
			{picture.cost !== undefined && <StyledLine line={picture.cost} width={width} />}
			<StyledLine line={picture.message} width={width} />
			<Footer keys={picture.footer} width={width} />
			{dialog !== undefined && <DialogBox dialog={dialog} screen={size} />}
		</Box>
	);
};
