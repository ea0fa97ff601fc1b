import {Text} from 'ink';
import {memo} from 'react';

/** Text that is as wide as it shall be and has its own looks, such as a line of a log. */
export const PaintedLine = memo(({text}: {readonly text: string}) => <Text wrap="truncate">{text}</Text>);
