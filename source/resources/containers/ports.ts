import type {Port} from '../../model/container.ts';

const isAnywhere = (ip: string | undefined): boolean =>
	ip === undefined || ip === '' || ip === '0.0.0.0' || ip === '::';

/** Where a port is published: `*` for all addresses, an IPv6 one in brackets. */
const addressOf = (port: Port, all: readonly Port[]): string => {
	if (!isAnywhere(port.ip)) return port.ip?.includes(':') === true ? `[${port.ip}]` : (port.ip ?? '*');
	// Of the two families together one says nothing; the newer one alone does.
	const hasOld = all.some(
		other =>
			other.ip !== '::' &&
			isAnywhere(other.ip) &&
			other.publicPort === port.publicPort &&
			other.privatePort === port.privatePort &&
			other.protocol === port.protocol,
	);
	return hasOld ? '*' : '[::]';
};

/** Ports that follow each other on one address: how many, from these. */
type Range = {
	readonly address?: string;
	readonly protocol: string;
	readonly inner: number;
	readonly outer?: number;
	count: number;
};

const rangeText = ({address, protocol, inner, outer, count}: Range): string => {
	const span = (first: number) => (count === 1 ? String(first) : `${first}-${first + count - 1}`);
	const own = `${span(inner)}/${protocol}`;
	return outer === undefined ? own : `${address}:${span(outer)}→${own}`;
};

/** Ports as `docker container ls` writes them: ranges together, the two address families folded into one. */
export const portTexts = (ports: readonly Port[]): readonly string[] => {
	const ranges: Range[] = [];
	const seen = new Set<string>();
	const single = ports.map((port): Range => {
		const base = {protocol: port.protocol, inner: port.privatePort, count: 1};
		return port.publicPort === undefined ? base : {...base, address: addressOf(port, ports), outer: port.publicPort};
	});
	single.sort(
		(a, b) =>
			Number(a.outer === undefined) - Number(b.outer === undefined) ||
			a.protocol.localeCompare(b.protocol) ||
			(a.address ?? '').localeCompare(b.address ?? '') ||
			a.inner - b.inner ||
			(a.outer ?? 0) - (b.outer ?? 0),
	);
	for (const next of single) {
		const key = rangeText(next);
		if (seen.has(key)) continue;
		seen.add(key);
		const last = ranges.at(-1);
		const isNext =
			last !== undefined &&
			last.address === next.address &&
			last.protocol === next.protocol &&
			last.inner + last.count === next.inner &&
			(last.outer === undefined ? next.outer === undefined : last.outer + last.count === next.outer);
		if (isNext) last.count++;
		else ranges.push(next);
	}
	return ranges.map(rangeText);
};
