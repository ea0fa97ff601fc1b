/** One event as the wire has it. */
export type SimulatedEvent = {
	readonly Type: string;
	readonly Action: string;
	readonly Actor: {readonly ID: string; readonly Attributes: Readonly<Record<string, string>>};
	readonly scope: string;
	readonly time: number;
	readonly timeNano: number;
};

/** The last 256 events, as a daemon keeps them, and who listens. */
export type EventRing = {
	add(type: string, action: string, id: string, attributes: Readonly<Record<string, string>>): void;
	/** Returns the way to stop listening. */
	listen(listener: (event: SimulatedEvent) => void): () => void;
	since(seconds: number): readonly SimulatedEvent[];
};

/** An empty ring. */
export const createEventRing = (now: () => number): EventRing => {
	const events: SimulatedEvent[] = [];
	const listeners = new Set<(event: SimulatedEvent) => void>();
	let lastNano = 0;
	return {
		add: (type, action, id, attributes) => {
			const at = now();
			// No two happen at one moment, as far as a number can tell them apart.
			lastNano = Math.max(at * 1e6, lastNano + 1000);
			const event = {
				Type: type,
				Action: action,
				Actor: {ID: id, Attributes: attributes},
				scope: type === 'service' ? 'swarm' : 'local',
				time: Math.floor(at / 1000),
				timeNano: lastNano,
			};
			events.push(event);
			if (events.length > 256) events.shift();
			for (const listener of listeners) listener(event);
		},
		listen: listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		since: seconds => events.filter(event => event.time >= seconds),
	};
};
