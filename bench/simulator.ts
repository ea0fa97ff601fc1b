import {createInterface} from 'node:readline';
import {parseArgs} from 'node:util';
import {scaleFleet} from '../source/simulator/fleets.ts';
import {startSimulator} from '../source/simulator/simulator.ts';
import type {Fleet, SimulatedContainer} from '../source/simulator/world.ts';
import {runningOf} from './engine.ts';

// A simulated engine in a process of its own: told `flood` or `calm` on its standard input, asked there how
// many requests it has heard by `count`, and ended by the end of it.

const {values} = parseArgs({options: {containers: {type: 'string', default: '40'}}});
const count = Number(values.containers);
const plain = scaleFleet(count, runningOf(count), Date.now());
const [log, flood] = plain.containers;
if (log === undefined || flood === undefined) throw new RangeError('two containers at least: two of them write logs');
log.name = 'log5';
flood.name = 'flood';
const fleet: Fleet = plain;
const simulator = await startSimulator({fleet});

/** How many lines of a log are kept: each question looks through all of them. */
const kept = 20_000;
const numbers = new Map<SimulatedContainer, number>();

const write = (container: SimulatedContainer, lines: number): void => {
	const at = Date.now();
	const first = numbers.get(container) ?? 0;
	const target = simulator.machine.container(container.id);
	for (let number = first; number < first + lines; number++) {
		target.written.push({at, source: 'stdout', text: `${container.name} line ${number}`});
	}
	numbers.set(container, first + lines);
	if (target.written.length > 2 * kept) target.written.splice(0, target.written.length - kept);
};

write(log, 1);
write(flood, 1);
const writing = setInterval(() => write(log, 1), 200);
let flooding: NodeJS.Timeout | undefined;

createInterface({input: process.stdin})
	.on('line', word => {
		if (word === 'count') {
			console.log([...simulator.requests.values()].reduce((sum, count) => sum + count, 0));
			return;
		}
		clearInterval(flooding);
		flooding = word === 'flood' ? setInterval(() => write(flood, 1000), 100) : undefined;
	})
	.on('close', () => {
		clearInterval(writing);
		clearInterval(flooding);
		void simulator.stop();
	});
console.log(
	JSON.stringify({
		url: simulator.url,
		containers: fleet.containers
			.filter(({state}) => state === 'running')
			.map(({name, load}) => ({name, cpu: load.cpu})),
	}),
);
