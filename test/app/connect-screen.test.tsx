import {render} from 'ink-testing-library';
import {expect, test, vi} from 'vitest';
import {ConnectScreen} from '../../source/app/connect-screen.tsx';
import {EngineError} from '../../source/engine/engine-error.ts';
import {patience} from '../patience.ts';

test('says what was tried, and offers to try again, a demo, and to leave', async () => {
	const answer = vi.fn();
	const error = new EngineError('unreachable', 'no engine answers\nunix:///nowhere: no such file');
	const {lastFrame, stdin, unmount} = render(<ConnectScreen error={error} answer={answer} />);
	expect(lastFrame()).toContain('tallyman: no engine answers');
	expect(lastFrame()).toContain('unix:///nowhere: no such file');
	for (const [key, command] of Object.entries({r: 'retry', d: 'demo', q: 'quit'})) {
		stdin.write(key);
		await vi.waitFor(() => expect(answer).toHaveBeenLastCalledWith(command), patience);
	}
	unmount();
});
