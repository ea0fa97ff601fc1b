/** Words that say only by which of its parts the engine failed, never why; each may stand in front of the next. */
const wrappings: readonly RegExp[] = [
	/^Error response from daemon: /,
	/^failed to set up container networking: /,
	/^driver failed programming external connectivity on endpoint \S+ \([0-9a-f]+\): /,
	/^failed to create (?:task for container|shim task): /,
	/^(?:OCI runtime|runc|crun) (?:create|start|exec) failed: /,
	/^\S+ did not terminate successfully: exit status \d+: /,
	/^exec failed: /,
	/^unable to start container process: /,
	/^error during container init: /,
	/^(?:update|rollback) paused due to failure or early termination of task [0-9a-z]+:? ?/,
	/^starting container failed: /,
	/^[Ee]rror starting userland proxy: /,
	/^crun: /,
	/^invalid mount config for type "\w+": /,
];

/** Known causes in plain words; `$1` is what the engine named. */
const plainly: ReadonlyArray<readonly [RegExp, string]> = [
	[/^Bind for .*:(\d+) failed: port is already allocated.*/, 'port $1 is taken'],
	[
		/^failed to bind (?:host )?port (?:for )?(?:\[[^\]]*\]|[\d.]+):(\d+)\D.*address already in use.*/,
		'port $1 is taken',
	],
	[/^listen \w+ .*:(\d+): bind: address already in use.*/, 'port $1 is taken'],
	[/^exec: "([^"]+)": executable file not found in \$PATH.*/, 'no such command: $1'],
	[/^executable file `([^`]+)` not found in \$PATH.*/, 'no such command: $1'],
	[/^exec: "([^"]+)": stat \S+: no such file or directory.*/, 'no such command: $1'],
	[/^exec: "([^"]+)": permission denied.*/, 'no right to execute $1'],
	[/^bind source path does not exist: (.+)/, 'mount missing: $1'],
	[/^error while mounting volume .* mount ([^:]+):.*no such file or directory$/, 'mount missing: $1'],
	[/^error mounting "([^"]+)" to rootfs at .*no such file or directory.*/, 'mount missing: $1'],
];

/** The engine's words with the cause in front: what only says where it failed is left out, and what is common is told plainly. */
export const causeOf = (message: string): string => {
	let rest = message.trim();
	for (let found = true; found; ) {
		found = false;
		for (const wrapping of wrappings) {
			const inner = rest.replace(wrapping, '');
			// Where nothing stands behind them they are all that is known.
			if (inner === rest || inner === '') continue;
			rest = inner;
			found = true;
		}
	}
	rest = rest.replace(/: unknown$/, '');
	for (const [pattern, plain] of plainly) if (pattern.test(rest)) return rest.replace(pattern, plain);
	return rest;
};
