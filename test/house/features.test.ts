import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {commandWord} from '../../source/app/command/command-words.ts';
import {keyTable} from '../../source/app/keys/key-table.ts';
import {logWords} from '../../source/app/log/log-words.ts';
import {displayKey} from '../../source/keys.ts';
import {usualSettings} from '../../source/settings/settings.ts';

// What docs/features.md says does something is there: as a key, a word, a flag, or a word of the front door.

const text = readFileSync('docs/features.md', 'utf8');
const frontDoor = readFileSync('README.md', 'utf8');

const ways = [
	...new Set(
		text
			.split('\n')
			.filter(line => line.startsWith('| ') && !line.startsWith('| feature'))
			.flatMap(line => [...(line.split('|')[2] ?? '').matchAll(/`([^`]+)`/g)].map(([, way = '']) => way)),
	),
];

const keys = new Set(keyTable(usualSettings).flatMap(binding => binding.keys.map(key => displayKey(key))));

const isThere = (way: string): boolean => {
	if (way.startsWith('--')) return new RegExp(`(?:^|[\\s,])${way}\\b`, 'm').test(frontDoor);
	// A key of the configuration file, as that is shown whole.
	if (way.endsWith(':') && way.length > 1) return new RegExp(`^${way}\\s`, 'm').test(frontDoor);
	if (way.startsWith('tallyman ')) {
		const word = way.slice('tallyman '.length);
		return frontDoor.includes(`$ tallyman ${word}`) || new RegExp(`\\$ tallyman .*\\b${word}\\b`).test(frontDoor);
	}
	if (way.length > 1 && way.startsWith(':')) {
		const word = way.slice(1);
		const understood = commandWord(word, false);
		return ('kind' in understood && !('fault' in understood)) || logWords.some(known => known.word === word);
	}
	return keys.has(way);
};

describe('docs/features.md', () => {
	it('names as many ways as there are lines', () => {
		expect(ways.length).toBeGreaterThan(80);
	});

	it.each(ways)('%s is there', way => {
		expect(isThere(way)).toBe(true);
	});
});
