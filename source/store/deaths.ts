import type {EngineEvent} from '../model/event.ts';
import type {Death} from './state.ts';

type Deaths = ReadonlyMap<string, readonly Death[]>;

const remembered = 600_000;
/** Of one container; a crash loop would gather hundreds. */
const mostOfOne = 50;
/** The kernel's kill and the end of the process are told separately, in either order. */
const sameEnd = 10_000;

/** Forgets what is older than 10 minutes. */
export const recentDeaths = (deaths: Deaths, now: number): Deaths => {
	const isOld = (death: Death) => death.at < now - remembered;
	if (![...deaths.values()].some(list => list.some(isOld))) return deaths;
	const recent = new Map<string, readonly Death[]>();
	for (const [id, list] of deaths) {
		const kept = list.filter(death => !isOld(death));
		if (kept.length > 0) recent.set(id, kept);
	}
	return recent;
};

const codeOf = (event: EngineEvent): {readonly exitCode?: number} => {
	const code = Number.parseInt(event.attributes.exitCode ?? '', 10);
	return Number.isNaN(code) ? {} : {exitCode: code};
};

/** Remembers the ends of containers from `die` and `oom` events; `ooms` holds kills whose `die` has not come. */
export const createDeathBook = () => {
	const ooms = new Map<string, number>();
	const record = (deaths: Deaths, id: string, list: readonly Death[], now: number): Deaths =>
		recentDeaths(new Map(deaths).set(id, list.slice(-mostOfOne)), now);

	return (deaths: Deaths, event: EngineEvent, now: number): Deaths => {
		if (event.type !== 'container') return deaths;
		const list = deaths.get(event.id) ?? [];
		const last = list.at(-1);
		if (event.action === 'oom') {
			if (last === undefined || event.at - last.at > sameEnd || last.isOutOfMemory) {
				ooms.set(event.id, event.at);
				return deaths;
			}
			return record(deaths, event.id, [...list.slice(0, -1), {...last, isOutOfMemory: true}], now);
		}
		if (event.action !== 'die') return deaths;
		const oomAt = ooms.get(event.id);
		ooms.delete(event.id);
		const isOutOfMemory = oomAt !== undefined;
		return record(deaths, event.id, [...list, {at: event.at, ...codeOf(event), isOutOfMemory}], now);
	};
};
