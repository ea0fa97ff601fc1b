import {describe, expect, test} from 'vitest';
import {causeOf} from '../../source/resources/cause.ts';

const portTaken =
	'failed to set up container networking: driver failed programming external connectivity on endpoint web (0a1b2c): Bind for 0.0.0.0:18081 failed: port is already allocated';
const noCommand =
	'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "nope": executable file not found in $PATH: unknown';

describe('the cause comes first', () => {
	test.each([
		[portTaken, 'port 18081 is taken'],
		['failed to bind host port for 0.0.0.0:18081:172.17.0.2:80/tcp: address already in use', 'port 18081 is taken'],
		['failed to bind host port [::]:18081/tcp: address already in use', 'port 18081 is taken'],
		['Error starting userland proxy: listen tcp4 0.0.0.0:80: bind: address already in use', 'port 80 is taken'],
		[noCommand, 'no such command: nope'],
		['invalid mount config for type "bind": bind source path does not exist: /srv/data', 'mount missing: /srv/data'],
		[
			"error while mounting volume '/data/volumes/old/_data': failed to mount local volume: mount /srv/data:/data/volumes/old/_data, flags: 0x1000: no such file or directory",
			'mount missing: /srv/data',
		],
		[
			'update paused due to failure or early termination of task 0123456789abcdefghijklmno',
			'update paused due to failure or early termination of task 0123456789abcdefghijklmno',
		],
		[
			'OCI runtime exec failed: exec failed: unable to start container process: exec: "/nowhere": stat /nowhere: no such file or directory: unknown',
			'no such command: /nowhere',
		],
		['No such image: web:9', 'No such image: web:9'],
		['out of disk', 'out of disk'],
	])('%s', (message, cause) => {
		expect(causeOf(message)).toBe(cause);
	});
});
