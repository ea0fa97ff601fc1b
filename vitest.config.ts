import {defineConfig} from 'vitest/config';
import {patience} from './test/patience.ts';

// Files named *.engine.test.ts share one private dockerd, which is started only when one of them runs.
const engineTests = ['test/**/*.engine.test.{ts,tsx}'];

export default defineConfig({
	test: {
		testTimeout: 90_000,
		hookTimeout: 120_000,
		// Engines are ended then.
		teardownTimeout: 60_000,
		expect: {poll: {timeout: patience}},
		// Of a test on a busy machine; scripts/test.ts names each that needed its second try, and what it said at first.
		retry: 1,
		// They wait more than they work: one for each core, where vitest would leave one out.
		maxWorkers: '100%',
		// The configuration of whoever runs the tests is none of theirs.
		env: {XDG_CONFIG_HOME: '/nowhere'},
		projects: [
			{
				extends: true,
				test: {
					name: 'program',
					include: ['test/**/*.test.{ts,tsx}'],
					exclude: engineTests,
					globalSetup: ['test/pty/build-setup.ts'],
				},
			},
			{
				extends: true,
				test: {
					name: 'engine',
					include: engineTests,
					globalSetup: ['test/pty/build-setup.ts', 'test/lab/lab-setup.ts'],
					testTimeout: 150_000,
					// They change the same engine, and its answers are timed.
					fileParallelism: false,
				},
			},
		],
	},
});
