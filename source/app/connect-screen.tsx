import {Box, Text, useInput, useWindowSize} from 'ink';
import type {EngineError} from '../engine/engine-error.ts';
import {bindingIn, bindings} from '../keys.ts';
import {paintSpan} from '../ui/theme.ts';
import {keyName} from './keys/key-name.ts';

/** What is seen when no engine answers and none was named: what was tried, why it failed, and what one can do. */
export const ConnectScreen = ({
	error,
	answer,
}: {
	readonly error: EngineError;
	readonly answer: (chosen: 'retry' | 'demo' | 'quit') => void;
}) => {
	const {rows} = useWindowSize();
	useInput((input, key) => {
		const name = keyName(input, key);
		const command = name === undefined ? undefined : bindingIn(bindings, name, 'connect')?.command;
		if (command === 'retry' || command === 'demo' || command === 'quit') answer(command);
	});
	const [first = '', ...rest] = error.message.split('\n');
	return (
		<Box flexDirection="column" height={rows}>
			<Text>{paintSpan({text: `tallyman: ${first}`, tone: 'bad'})}</Text>
			<Text> </Text>
			{rest.map(line => (
				<Text key={line}>{paintSpan({text: line})}</Text>
			))}
			<Text> </Text>
			<Text>Name an engine with --host or --context, or press</Text>
			<Text>{`  ${paintSpan({text: 'r', tone: 'accent'})} try again   ${paintSpan({text: 'd', tone: 'accent'})} demo on simulated data   ${paintSpan({text: 'q', tone: 'accent'})} quit`}</Text>
		</Box>
	);
};
