import {expect, it} from 'vitest';
import type {EngineEvent} from '../../source/model/event.ts';
import {bringsLines, markOf} from '../../source/store/log-news.ts';

const event = (type: string, action: string, attributes: Record<string, string> = {}): EngineEvent => ({
	type,
	action,
	id: 'a',
	at: 1,
	attributes,
});

it('marks where a run began and how it ended, and nothing else', () => {
	expect(markOf(event('container', 'start'))).toEqual({
		text: expect.stringMatching(/── started \d\d:\d\d:\d\d ──/),
		source: 'stdout',
		isMark: true,
	});
	expect(markOf(event('container', 'die', {exitCode: '137'}))?.text).toContain('ended, exit 137');
	expect(markOf(event('container', 'die'))?.text).toContain('ended, exit code unknown');
	expect(markOf(event('container', 'oom'))?.text).toContain('out of memory');
	expect(markOf(event('container', 'exec_start'))).toBeUndefined();
});

it('expects lines of what starts, and of a service that is changed', () => {
	expect(bringsLines(event('container', 'start'))).toBe(true);
	expect(bringsLines(event('service', 'update'))).toBe(true);
	expect(bringsLines(event('container', 'update'))).toBe(false);
	expect(bringsLines(event('container', 'die'))).toBe(false);
});
