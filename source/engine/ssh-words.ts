import {EngineError} from './engine-error.ts';
import {boundedText} from './wire.ts';

/** What ssh says beside the reason, or before it. */
const besides =
	/^(?:Warning: Permanently added|channel \d+: open failed|mux_client|ControlSocket|debug\d|Control socket|\*\* |@|Killed|Terminated|Pseudo-terminal)/i;

/** The line of what ssh printed that says why: the last one that is no remark; undefined where it said nothing. */
export const usefulLine = (printed: string): string | undefined =>
	printed
		.split(/[\r\n]+/)
		.map(line => boundedText(line).trim())
		.filter(line => line !== '' && !besides.test(line))
		.at(-1);

type Advice = {readonly of: RegExp; readonly attended: string; readonly alone?: string};

const advices: readonly Advice[] = [
	{
		of: /^[^ ]*ssh: (?:not found|command not found)|: ssh: not found/,
		attended: 'install the OpenSSH client, or name the engine by another address',
	},
	{
		of: /host key|HOST IDENTIFICATION|key is known/i,
		attended: 'ssh does not trust the key of that host: compare it, then mend known_hosts',
		alone: 'ssh would ask about the key of that host: run ssh there once and look at it',
	},
	{
		of: /permission denied|too many authentication failures/i,
		attended: 'check the user of the address and its key',
		alone: 'ssh may not ask for a password or a key’s phrase here: put the key into ssh-agent (ssh-add), or start anew',
	},
	{of: /could not resolve|name or service not known/i, attended: 'check the name in the address'},
	{of: /connection refused/i, attended: 'no ssh server listens there: check host and port'},
	{of: /timed out|no route|unreachable/i, attended: 'check the address, the network and firewalls'},
];

/** Why an ssh connection is not there, in ssh's own words and with what to do. */
export const sshFault = (printed: string, isAttended: boolean): EngineError => {
	const line = usefulLine(printed);
	if (line === undefined)
		return new EngineError('unreachable', 'ssh ended without a word', {advice: 'try ssh by hand'});
	const found = advices.find(({of}) => of.test(line));
	const advice = isAttended ? found?.attended : (found?.alone ?? found?.attended);
	const kind = /permission denied|host key/i.test(line) ? 'forbidden' : 'unreachable';
	// Its own lines often begin so.
	const message = /^ssh\b/.test(line) ? line : `ssh: ${line}`;
	return new EngineError(kind, message, advice === undefined ? {} : {advice});
};
