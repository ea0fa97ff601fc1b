import {EngineError} from './engine-error.ts';

/** What an `ssh://` address says. */
export type SshAddress = {
	/** The arguments that name user, port and host to ssh. */
	readonly destination: readonly string[];
	/** The engine's socket on the far side; absent where nobody named one. */
	readonly path?: string;
};

const wrong = (
	message: string,
	advice = 'write ssh://user@host:port, and /path/to/docker.sock after it where it differs',
) => new EngineError('configuration', message, {advice});

const decoded = (part: string): string => {
	try {
		return decodeURIComponent(part);
	} catch (error) {
		throw new EngineError('configuration', `${JSON.stringify(part)} cannot stand in an ssh address`, {cause: error});
	}
};

/** Reads `ssh://[user@]host[:port][/path]`; fails as `configuration` where it says what ssh could misunderstand. */
export const parseSshAddress = (url: string): SshAddress => {
	const [, login, bracketed, plain, port, path = ''] =
		/^ssh:\/\/(?:([^@/]*)@)?(?:\[([^\]]+)\]|([^:/?#@]+))(?::(\d+))?(\/[^?#]*)?$/.exec(url) ?? [];
	const host = bracketed === undefined ? plain : decoded(bracketed);
	if (host === undefined) throw wrong(`${JSON.stringify(url)} is not an address for ssh`);
	const user = login === undefined ? undefined : decoded(login);
	if (user?.includes(':') === true)
		throw wrong('an address holds no password', 'leave it out: ssh asks for it, or takes a key from its agent');
	// What begins so would be an option, not a name.
	if (host.startsWith('-') || user?.startsWith('-') === true || user === '')
		throw wrong(`${JSON.stringify(url)} is not an address for ssh`);
	const socket = decoded(path);
	return {
		destination: [...(user === undefined ? [] : ['-l', user]), ...(port === undefined ? [] : ['-p', port]), '--', host],
		...(socket === '' || socket === '/' ? {} : {path: socket}),
	};
};
