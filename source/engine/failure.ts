import {EngineError, type EngineErrorKind} from './engine-error.ts';
import {boundedText} from './wire.ts';

const codeOf = (error: unknown): string | undefined =>
	typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
		? error.code
		: undefined;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const isNoTls = (message: string): boolean => /wrong version number|packet length too long/i.test(message);

const certificateAdvice =
	'check the CA, the certificate and the name that it is made out to (DOCKER_CERT_PATH or the context’s files)';

const isCertificateFault = (code: string | undefined, message: string): boolean =>
	/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER|ALTNAME|EPROTO/.test(code ?? '') ||
	/certificate|tls|ssl/i.test(message);

const words: Readonly<Record<string, {readonly text: string; readonly advice: string}>> = {
	ECONNREFUSED: {text: 'connection refused', advice: 'nothing listens there: is the engine running?'},
	ENOENT: {
		text: 'no such socket',
		advice: 'is Docker installed and running here? Or name another engine with --host or --context',
	},
	ENOTFOUND: {text: 'unknown host name', advice: 'check the name in the address'},
	EAI_AGAIN: {text: 'the host name cannot be resolved now', advice: 'check the name and this machine’s DNS'},
	ETIMEDOUT: {text: 'no answer', advice: 'check the address, the network and firewalls'},
	EHOSTUNREACH: {text: 'no route to the host', advice: 'check the address and the network'},
	ENETUNREACH: {text: 'no route to the network', advice: 'check the address and the network'},
	ECONNRESET: {
		text: 'connection reset',
		advice:
			'the engine closed the connection: a port that speaks TLS wants that (DOCKER_TLS_VERIFY=1), and may want another certificate',
	},
	ERR_STREAM_PREMATURE_CLOSE: {text: 'the connection was closed', advice: 'is the engine still running?'},
	EPIPE: {text: 'connection closed', advice: 'the engine closed the connection'},
	ENOTSOCK: {text: 'not a socket', advice: 'the path in the address is not an engine’s socket'},
};

/** OpenSSL's reason without its numbers and file names: `40D3…:error:0A00045C:SSL routines:…:certificate required:…`. */
export const tlsReason = (error: unknown): string => {
	const message = messageOf(error);
	return boundedText(/error:[0-9A-F]{8}:[^:]*:[^:]*:([^:]+)/.exec(message)?.[1] ?? message).trim();
};

/** Names on the certificate that an error is about. */
const namesOf = (error: unknown): string => {
	const {cert} = error as {
		readonly cert?: {readonly subjectaltname?: string; readonly subject?: {readonly CN?: string}};
	};
	return boundedText(cert?.subjectaltname ?? cert?.subject?.CN ?? 'nobody');
};

/** A failure of the socket as an EngineError that says what to do. */
export const socketFailure = (error: unknown): EngineError => {
	if (error instanceof EngineError) return error;
	const code = codeOf(error);
	const message = messageOf(error);
	if (code === 'EACCES' || code === 'EPERM') {
		return new EngineError('forbidden', 'permission denied on the socket', {
			advice: 'add yourself to the docker group (sudo usermod -aG docker "$USER", then log in again), or run with sudo',
			cause: error,
		});
	}
	if (code?.startsWith('HPE_') === true) {
		return new EngineError('not-docker', 'the server does not speak HTTP as Docker does', {
			advice: 'check the port of the address',
			cause: error,
		});
	}
	const known = code === undefined ? undefined : words[code];
	if (known !== undefined) return new EngineError('unreachable', known.text, {advice: known.advice, cause: error});
	if (isNoTls(message)) {
		return new EngineError('unreachable', 'the server does not speak TLS', {
			advice: 'check the port of the address; without TLS unset DOCKER_TLS_VERIFY, or write http:// for https://',
			cause: error,
		});
	}
	if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
		const names = namesOf(error);
		return new EngineError('unreachable', `TLS: the certificate is made out to ${names}`, {
			advice: certificateAdvice,
			cause: error,
		});
	}
	if (isCertificateFault(code, message))
		return new EngineError('unreachable', `TLS: ${tlsReason(error)}`, {advice: certificateAdvice, cause: error});
	return new EngineError('unreachable', boundedText(message), {cause: error});
};

/** Docker's own words in an error body: `{message}`, Podman's `{cause,message}`, or plain text. */
export const wordsOf = (body: string): string => {
	let text = body.trim();
	try {
		const parsed: unknown = JSON.parse(text);
		if (typeof parsed === 'object' && parsed !== null && 'message' in parsed && typeof parsed.message === 'string')
			text = parsed.message;
	} catch {
		// Not JSON: old refusals and Podman's are plain text, which is as good.
	}
	// Swarm's errors carry the prefix of the rpc that they crossed, sometimes twice.
	return boundedText(text.replaceAll(/rpc error: code = \w+ desc = /g, ''))
		.trim()
		.slice(0, 500);
};

const kindOf = (status: number, message: string): EngineErrorKind => {
	if (/not a swarm manager|not part of a swarm|swarm initialized|needs to be unlocked/i.test(message))
		return 'not-manager';
	switch (status) {
		case 401:
		case 403:
			return 'forbidden';
		case 404:
			return 'missing';
		case 409:
			return 'conflict';
		default:
			return 'rejected';
	}
};

/** An answer that refuses, as an EngineError in the daemon's words. */
export const refusal = (status: number, body: string, path: string): EngineError => {
	const message = wordsOf(body);
	const isSwarmRoute = /^(?:\/v[\d.]+)?\/(?:services|tasks|nodes|swarm)/.test(path);
	// Podman knows no swarm at all and says 404 in plain text for its routes.
	if (isSwarmRoute && status === 404 && !body.trim().startsWith('{'))
		return new EngineError('not-manager', 'this engine knows no swarm', {status});
	if (/^</.test(body.trim()))
		return new EngineError('not-docker', `the server answered ${status} with a web page`, {
			status,
			advice: 'check host and port of the address',
		});
	return new EngineError(kindOf(status, message), message === '' ? `the engine answered ${status}` : message, {status});
};
