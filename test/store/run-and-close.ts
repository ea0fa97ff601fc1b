import {connectEngine} from '../../source/engine/connect.ts';
import {allTables} from '../../source/resources/registry.ts';
import {startMonitor} from '../../source/store/start-monitor.ts';

// Follows the engine named by its argument until it is live or lost, with a log open, then closes: nothing may keep this process.
const url = process.argv[2] ?? '';
const monitor = startMonitor({
	tables: allTables(),
	host: 'h',
	address: url,
	connect: signal => connectEngine({name: 'h', url, origin: 'test'}, signal),
});
const follow = () => {
	const {
		connection,
		tables: {containers},
	} = monitor.store.getState();
	const [id] = containers.rows.keys();
	if (connection.status !== 'lost' && id === undefined) return;
	stop();
	monitor.watch({
		containers: id === undefined ? [] : [id],
		tables: ['services', 'tasks', 'nodes'],
		...(id === undefined ? {} : {inspect: {table: 'containers', id, processes: true, raw: true}}),
	});
	monitor
		.openLog([{kind: 'container', id: id ?? 'none', name: 'it'}], {tail: 10})
		.subscribe(() => process.stderr.write('.'));
	setTimeout(() => {
		monitor.close();
		process.stdout.write(`closed while ${connection.status}\n`);
	}, 700);
};
const stop = monitor.store.subscribe(follow);
