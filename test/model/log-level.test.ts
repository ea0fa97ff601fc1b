import {describe, expect, it} from 'vitest';
import {isAsBadAs, isContinuation, type Level, levelOf, levels} from '../../source/model/log-level.ts';

const cases: ReadonlyArray<readonly [string, Level | undefined]> = [
	// JSON.
	['{"level":"warn","msg":"slow"}', 'warn'],
	['{"time":"2026-11-28T14:03:11Z", "severity": "ERROR", "message": "no"}', 'error'],
	['{"level":50,"time":1764338591000,"msg":"pino"}', 'error'],
	['{"level":20,"msg":"pino"}', 'debug'],
	['{"version":"1.1","level":3,"short_message":"gelf"}', 'error'],
	['{"levelname": "CRITICAL", "msg": "python"}', 'fatal'],
	['{"log.level":"info","message":"ecs"}', 'info'],
	['{"t":{"$date":"2026-11-28T14:03:11.000+00:00"},"s":"W",  "c":"CONTROL"}', 'warn'],
	['2026-11-28T14:03:11Z {"level":"debug","msg":"after a time"}', 'debug'],
	['{"msg":"the \\"level\\":\\"error\\" is quoted"}', undefined],
	['{"msg":"no level here"}', undefined],
	// logfmt.
	['time="2026-11-28T14:03:11Z" level=error msg="no route"', 'error'],
	['ts=2026 lvl=dbug msg=x', undefined],
	['lvl=warn msg=late', 'warn'],
	['level="info" msg=ready', 'info'],
	['sublevel=error', undefined],
	// klog, Ruby.
	['E1128 14:03:11.123456       1 reflector.go:138] failed', 'error'],
	['I1128 14:03:11.123456       1 main.go:1] up', 'info'],
	['W, [2026-11-28T14:03:11.1 #1]  WARN -- : late', 'warn'],
	// syslog.
	['<3>Nov 28 14:03:11 host app: no', 'error'],
	['<30>1 2026-11-28T14:03:11Z host app - - - up', 'info'],
	['Nov 28 14:03:11 host app[12]: ERR cannot', 'error'],
	// nginx and Apache.
	['2026/11/28 14:03:11 [error] 29#29: *1 open() failed', 'error'],
	['2026/11/28 14:03:11 [emerg] 1#1: host not found', 'fatal'],
	['2026/11/28 14:03:11 [notice] 1#1: start worker processes', 'info'],
	['[Sat Nov 28 14:03:11.1 2026] [core:error] [pid 12] AH1', 'error'],
	['10.0.0.7 - - [28/Nov/2026:14:03:11 +0000] "GET / HTTP/1.1" 502 157 "-" "curl"', 'error'],
	['10.0.0.7 - - [28/Nov/2026:14:03:11 +0000] "GET / HTTP/1.1" 200 157 "-" "curl"', undefined],
	['10.0.0.7 - - [28/Nov/2026:14:03:11 +0000] "GET /error HTTP/1.1" 404 157 "-" "curl"', undefined],
	// python.
	['2026-11-28 14:03:11,123 - app - WARNING - late', 'warn'],
	['ERROR:root:no', 'error'],
	['CRITICAL:app:gone', 'fatal'],
	['Traceback (most recent call last):', 'error'],
	['ValueError: invalid literal', 'error'],
	['json.decoder.JSONDecodeError: Expecting value', 'error'],
	['INFO:     127.0.0.1:1 - "GET / HTTP/1.1" 200 OK', 'info'],
	// java.
	['14:03:11.123 [main] INFO  c.e.App - started', 'info'],
	['2026-11-28 14:03:11.123 ERROR 1 --- [nio-8080-exec-1] o.a.c.c : no', 'error'],
	['Exception in thread "main" java.lang.RuntimeException: no', 'error'],
	['java.lang.IllegalStateException: closed', 'error'],
	['Caused by: java.io.IOException: gone', 'error'],
	['SEVERE: servlet threw', 'error'],
	// Postgres, Redis, Go, Node, Rust.
	['2026-11-28 14:03:11.123 UTC [7] LOG:  checkpoint starting: time', 'info'],
	['2026-11-28 14:03:11.123 UTC [7] FATAL:  password authentication failed', 'fatal'],
	['2026-11-28 14:03:11.123 UTC [7] ERROR:  relation does not exist', 'error'],
	['1:M 28 Nov 2026 14:03:11.123 # Can’t save in background', 'warn'],
	['1:M 28 Nov 2026 14:03:11.123 * Ready to accept connections', 'info'],
	['panic: runtime error: index out of range', 'fatal'],
	['Error: connect ECONNREFUSED 10.0.3.7:5432', 'error'],
	['TypeError: x is not a function', 'error'],
	['2026-11-28T14:03:11.1Z  WARN app::web: slow', 'warn'],
	['error: no such file', 'error'],
	['[INFO] ready', 'info'],
	['warn: deprecated', 'warn'],
	// Plain words are no levels.
	['the error was mended', undefined],
	['information about us', undefined],
	['ERRATIC', undefined],
	['errors: 0', undefined],
	['', undefined],
	['listening on 8080', undefined],
];

describe('the level of a line', () => {
	it.each(cases)('%s', (line, level) => expect(levelOf(line)).toBe(level));

	it('is looked for in time that no line can stretch', () => {
		for (const part of ['{', '"level"', '[', '[a', 'A', 'Aa.', ' ', 'level=', '<', '" 5', '\\', 'E'])
			expect(() => levelOf(part.repeat(500_000))).not.toThrow();
	});

	it('is as bad as itself and as all that are milder', () => {
		for (const [index, level] of levels.entries())
			for (const [other, least] of levels.entries()) expect(isAsBadAs(level, least)).toBe(index <= other);
		expect(isAsBadAs(undefined, 'trace')).toBe(false);
	});
});

describe('what goes on with the line before', () => {
	it.each([
		['    at Object.<anonymous> (/srv/app.js:1:7)', true],
		['\tat com.example.App.main(App.java:7)', true],
		['Caused by: java.io.IOException: gone', true],
		['... 12 more', true],
		['', true],
		['next line', false],
		['{"level":"info"}', false],
	])('%s: %s', (text, isSo) => expect(isContinuation(text)).toBe(isSo));
});
