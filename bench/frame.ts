import '../scripts/load-tsx.ts';
import type {AppState} from '../source/app/app-state.ts';

// What laying out one frame of a large swarm costs, without a terminal: `node bench/frame.ts`. A thirtieth of the
// containers is sampled between two frames, as it is while polling.

const {composeFrame} = await import('../source/app/frame.ts');
const {freshList} = await import('../source/app/list/list-state.ts');
const {share} = await import('../source/app/share.ts');
const {largeSizes, largeSwarm, sampling} = await import('../test/app/large-swarm.ts');
const {initialState} = await import('../test/app/opening-state.ts');

const frames = 300;
const surroundings = {size: {columns: 200, rows: 60}, isReadOnly: false, log: undefined};

const view = largeSwarm();
const sample = sampling(view.state);
let {state} = view;
for (let second = 0; second < 3; second++) state = sample(view.now + second * 1000);
const ids = [...state.usage.keys()];
const part = Math.ceil(ids.length / 30);

/** The same state with the next thirtieth of the containers sampled anew. */
const sampledAnew = (frame: number): typeof state => {
	const usage = new Map(state.usage);
	for (let index = 0; index < part; index++) {
		const id = ids[(frame * part + index) % ids.length] ?? '';
		const history = usage.get(id);
		if (history !== undefined) usage.set(id, {...history});
	}
	return {...state, usage};
};

/** ms of CPU of one frame each. */
const costsOf = (start: AppState): readonly number[] => {
	let app = start;
	let picture: unknown;
	return Array.from({length: frames}, (_, frame) => {
		state = sampledAnew(frame);
		const before = process.cpuUsage();
		const composed = composeFrame(app, {...view, state, now: view.now + 3000 + frame * 1000}, surroundings);
		picture = share(picture, composed.picture);
		const {user, system} = process.cpuUsage(before);
		app = composed.state;
		return (user + system) / 1000;
	});
};

const list = (resource: string, column?: string, group?: string): AppState => ({
	...initialState,
	places: [
		{
			kind: 'list',
			resource,
			list: {
				...freshList,
				...(column === undefined ? {} : {sort: {column, isDescending: true}}),
				...(group === undefined ? {} : {group}),
			},
		},
	],
});

const {nodes, services, tasks, containers} = largeSizes;
console.log(
	`${nodes} nodes, ${services} services, ${tasks} tasks, ${containers} containers, 200x60, ${frames} frames\n`,
);
console.log('| screen | CPU of a frame, ms: median | best tenth |\n|---|---:|---:|');
for (const [name, start] of [
	['home', initialState],
	['containers', list('containers')],
	['containers by CPU', list('containers', 'cpu')],
	['services by CPU', list('services', 'cpu')],
	['tasks', list('tasks')],
	['containers by image', list('containers', undefined, 'image')],
	['containers by image, by CPU', list('containers', 'cpu', 'image')],
] as const) {
	const costs = costsOf(start)
		.slice(50)
		.toSorted((a, b) => a - b);
	const at = (share: number) => (costs[Math.floor(costs.length * share)] ?? Number.NaN).toFixed(1);
	console.log(`| ${name} | ${at(0.5)} | ${at(0.1)} |`);
}
