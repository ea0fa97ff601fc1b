import {parseSize, type RestartPolicy, restartPolicies} from './limits.ts';
import type {MountPlan, PortPlan} from './run-plan.ts';

/** What a text comes to, or why it is none. */
export type Parsed<Value> = {readonly value: Value} | {readonly fault: string};

const portNumbers = (text: string): readonly number[] | undefined => {
	const [, first = '', last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text) ?? [];
	const [from, to] = [Number(first), Number(last)];
	if (first === '' || from < 1 || to > 65_535 || to < from) return undefined;
	return Array.from({length: to - from + 1}, (_, index) => from + index);
};

/** Ports as `-p` says them: `[address:][port:]port[/protocol]`, single ones or ranges of equal length. */
export const parsePorts = (text: string): Parsed<readonly PortPlan[]> => {
	const fault = {fault: `${text} is no port, such as 8080:80 or 127.0.0.1:5353:53/udp`};
	const [, address, host, container = '', protocol = 'tcp'] =
		/^(?:(\[[\da-f:.]+\]|[\d.]+):(?=[^/]*:))?(?:([\d-]*):)?([\d-]+)(?:\/(tcp|udp|sctp))?$/i.exec(text) ?? [];
	const inside = portNumbers(container);
	if (inside === undefined) return fault;
	const outside = host === undefined || host === '' ? undefined : portNumbers(host);
	if (host !== undefined && host !== '' && outside === undefined) return fault;
	if (outside !== undefined && outside.length !== inside.length)
		return {fault: `${text}: both ranges must be of one length`};
	const known = (['tcp', 'udp', 'sctp'] as const).find(name => name === protocol.toLowerCase()) ?? 'tcp';
	const ip = address?.replaceAll(/[[\]]/g, '');
	return {
		value: inside.map((containerPort, index) => {
			const hostPort = outside?.[index];
			return {
				containerPort,
				protocol: known,
				...(hostPort === undefined ? {} : {hostPort}),
				...(ip === undefined ? {} : {ip}),
			};
		}),
	};
};

/** A mount as `-v` says it; paths are whole, as another machine may read them. */
export const parseBind = (text: string): Parsed<string> => {
	const parts = text.split(':');
	const [source = '', target, mode = ''] = parts;
	const words = `${text} is no mount, such as data:/srv or /etc/app:/etc/app:ro`;
	if (parts.length > 3 || source === '') return {fault: words};
	if (target === undefined) return source.startsWith('/') ? {value: source} : {fault: words};
	if (!target.startsWith('/')) return {fault: `${text}: ${target} is no whole path within a container`};
	if (!source.startsWith('/') && !/^[a-zA-Z0-9][\w.-]+$/.test(source))
		return {fault: `${text}: ${source} is neither a volume's name nor a whole path on the engine's machine`};
	const modes = mode === '' ? [] : mode.split(',');
	const odd = modes.find(word => !/^(?:ro|rw|z|Z|nocopy|r?(?:shared|slave|private))$/.test(word));
	return odd === undefined ? {value: text} : {fault: `${text}: a mount is not ${odd}, but ro, rw, z, Z or nocopy`};
};

const mountTypes = ['bind', 'volume', 'tmpfs'] as const;

/** A mount as `--mount` says it: `type=bind,source=/a,target=/b,readonly`. */
export const parseMount = (text: string): Parsed<MountPlan> => {
	let mount: {type: MountPlan['type']; source?: string; target?: string; isReadOnly: boolean} = {
		type: 'volume',
		isReadOnly: false,
	};
	for (const part of text.split(',')) {
		const at = part.indexOf('=');
		const [key, value] = at === -1 ? [part, 'true'] : [part.slice(0, at), part.slice(at + 1)];
		switch (key) {
			case 'type': {
				const type = mountTypes.find(name => name === value);
				if (type === undefined) return {fault: `--mount knows no type ${value}, but ${mountTypes.join(', ')}`};
				mount = {...mount, type};
				break;
			}
			case 'source':
			case 'src':
				mount = {...mount, source: value};
				break;
			case 'target':
			case 'dst':
			case 'destination':
				mount = {...mount, target: value};
				break;
			case 'readonly':
			case 'ro':
				mount = {...mount, isReadOnly: ['true', '1'].includes(value)};
				break;
			default:
				return {fault: `${key} of --mount is not known here`};
		}
	}
	const {target, source, ...rest} = mount;
	if (target === undefined || !target.startsWith('/')) return {fault: '--mount wants target=, a whole path'};
	if (rest.type === 'bind' && source?.startsWith('/') !== true)
		return {fault: '--mount type=bind wants source=, a whole path'};
	return {value: {...rest, target, ...(source === undefined ? {} : {source})}};
};

/** A restart policy as `--restart` says it: `on-failure:3`. */
export const parseRestart = (text: string): Parsed<{readonly restart: RestartPolicy; readonly retries: number}> => {
	const [name = '', retries] = text.split(':');
	const restart = restartPolicies.find(policy => policy === name);
	const isCount = retries === undefined || (/^\d{1,4}$/.test(retries) && restart === 'on-failure');
	return restart !== undefined && isCount
		? {value: {restart, retries: Number(retries ?? 0)}}
		: {fault: `${text} is no restart policy: ${restartPolicies.join(', ')}, on-failure:3`};
};

/** Bytes as `-m` says them. */
export const parseMemory = (text: string): Parsed<number> => {
	const value = parseSize(text);
	if (value === undefined) return {fault: `${text} is no size, such as 512m or 1.5g`};
	return value < 6 * 1024 ** 2 ? {fault: `${text} is less than an engine takes: 6m`} : {value};
};

/** CPUs as `--cpus` says them. */
export const parseCpus = (text: string): Parsed<number> =>
	/^(?:\d{1,5}(?:\.\d{1,6})?|\.\d{1,6})$/.test(text) && Number(text) >= 0.01
		? {value: Number(text)}
		: {fault: `${text} is no count of CPUs, such as 0.5`};

/** A variable with its value: one without would be taken of a shell. */
export const parseVariable = (text: string): Parsed<string> => {
	if (text.startsWith('=') || text === '') return {fault: `${text} is no variable: NAME=value`};
	return text.includes('=')
		? {value: text}
		: {fault: `${text} would be taken from a shell's environment, and here is none: write ${text}=value`};
};
