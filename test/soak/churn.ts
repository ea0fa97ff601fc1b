import {setTimeout as pause} from 'node:timers/promises';
import type {Dice} from '../fuzz/dice.ts';
import {labImage} from '../lab/image.ts';
import type {Lab} from '../lab/lab.ts';
import type {SwarmLab} from '../lab/swarm-lab.ts';

/** What was done to the engines. */
export type Churn = {
	/** Changes that an engine took, and such as it refused or could not answer, being dead. */
	changes: number;
	refusals: number;
	kills: number;
};

/** How fast and how far. */
export type ChurnOptions = {
	readonly dice: Dice;
	/** ms between two changes, about. */
	readonly gap: number;
	/** ms between the return of an engine and the next kill, about. */
	readonly killGap: number;
	/** Ends it. */
	readonly signal: AbortSignal;
};

/** Containers outside of the swarm that a node has at most; services that are scaled, at most to so many tasks. */
const containersAtMost = 6;
const services = ['alpha', 'beta', 'gamma'];
const tasksAtMost = 4;

const serve = ({manager}: SwarmLab, name: string, ...rest: readonly string[]): Promise<string> =>
	manager.docker(
		'service',
		'create',
		'-d',
		'--no-resolve-image',
		'--stop-grace-period',
		'1s',
		...rest,
		'--name',
		name,
		labImage,
	);

/** What there is before anything changes: three services that are scaled, one on each node, and a container on each. */
export const setScene = async (lab: SwarmLab): Promise<void> => {
	await lab.manager.docker('swarm', 'update', '--task-history-limit', '1', '--dispatcher-heartbeat', '2s');
	for (const name of services) await serve(lab, name, '--replicas', '2', '--restart-delay', '500ms');
	await serve(lab, 'every', '--mode', 'global', '--restart-delay', '500ms');
	for (const node of lab.nodes) await node.docker('run', '-d', '--name', 'still', '--restart', 'always', labImage);
};

const names = async (node: Lab, ...filters: readonly string[]): Promise<readonly string[]> =>
	(await node.docker('ps', '-a', '--format', '{{.Names}}', '--filter', 'name=^churn', ...filters))
		.split('\n')
		.filter(Boolean);

/** One change, as the dice say. */
const change = async (lab: SwarmLab, dice: Dice, number: number): Promise<void> => {
	const node = dice.pick(lab.nodes);
	const one = async (verb: readonly string[], ...filters: readonly string[]): Promise<void> => {
		const found = await names(node, ...filters);
		if (found.length > 0) await node.docker(...verb, dice.pick(found));
	};
	switch (dice.below(8)) {
		case 0:
		case 1:
			await lab.manager.docker('service', 'scale', '-d', `${dice.pick(services)}=${dice.below(tasksAtMost + 1)}`);
			return;
		case 2:
			await lab.manager.docker('service', 'update', '-d', '--force', '--no-resolve-image', dice.pick(services));
			return;
		case 3:
			await one(['stop', '-t', '1'], '--filter', 'status=running');
			return;
		case 4:
			await one(['start'], '--filter', 'status=exited');
			return;
		case 5:
			await one(['rm', '-f']);
			return;
		default:
			if ((await names(node)).length >= containersAtMost) await one(['rm', '-f']);
			else await node.docker('run', '-d', '--name', `churn-${number}`, labImage);
	}
};

/** Kills an engine now and then, as a power cut would, and starts it again: each of them may be next, the manager too. */
const killNowAndThen = async (lab: SwarmLab, churn: Churn, {dice, killGap, signal}: ChurnOptions): Promise<void> => {
	const rest = async (time: number): Promise<void> => {
		await pause(time * (0.5 + dice.roll()), undefined, {signal}).catch(() => undefined);
	};
	for (;;) {
		await rest(killGap);
		if (signal.aborted) return;
		const node = dice.pick(lab.nodes);
		await node.kill();
		churn.kills++;
		// From hardly noticed to given up.
		await rest(killGap / 3);
		await lab.restart(node);
	}
};

/** Changes what is on the engines until it is told to end, then sees that all of them run. */
export const runChurn = async (lab: SwarmLab, churn: Churn, options: ChurnOptions): Promise<void> => {
	const {dice, gap, signal} = options;
	const killing = killNowAndThen(lab, churn, options);
	for (let number = 1; !signal.aborted; number++) {
		await change(lab, dice, number).then(
			() => {
				churn.changes++;
			},
			() => {
				churn.refusals++;
			},
		);
		await pause(gap * (0.5 + dice.roll()), undefined, {signal}).catch(() => undefined);
	}
	await killing;
};
