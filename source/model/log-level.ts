/** How grave a line of a log is, worst first. */
export type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace';

/** All levels, worst first. */
export const levels: readonly Level[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'];

/** Whether a level is as bad as another one, or worse. */
export const isAsBadAs = (level: Level | undefined, least: Level): boolean =>
	level !== undefined && levels.indexOf(level) <= levels.indexOf(least);

/** What programs write for each level, in lower case. */
const words: Readonly<Record<string, Level>> = {
	emerg: 'fatal',
	emergency: 'fatal',
	panic: 'fatal',
	fatal: 'fatal',
	crit: 'fatal',
	critical: 'fatal',
	alert: 'fatal',
	severe: 'error',
	error: 'error',
	err: 'error',
	fault: 'error',
	warning: 'warn',
	warn: 'warn',
	wrn: 'warn',
	notice: 'info',
	information: 'info',
	info: 'info',
	inf: 'info',
	log: 'info',
	statement: 'info',
	debug: 'debug',
	dbg: 'debug',
	fine: 'debug',
	verbose: 'debug',
	finer: 'trace',
	finest: 'trace',
	trace: 'trace',
	trc: 'trace',
};

/** The level that a word means, in any case; undefined for other words. */
export const levelNamed = (word: string): Level | undefined => {
	const lower = word.toLowerCase();
	return Object.hasOwn(words, lower) ? words[lower] : undefined;
};

/** The level of a number: pino and bunyan count from 10 up, syslog from 7 down to 0. */
const levelNumbered = (number: number): Level | undefined => {
	if (number >= 60) return 'fatal';
	if (number >= 10) return (['trace', 'debug', 'info', 'warn', 'error'] as const)[Math.floor(number / 10) - 1];
	return (['fatal', 'fatal', 'fatal', 'error', 'warn', 'info', 'info', 'debug'] as const)[number];
};

/** The level that the value of a field such as `level` means. */
export const levelOfValue = (value: unknown): Level | undefined => {
	if (typeof value === 'number') return levelNumbered(value);
	return typeof value === 'string'
		? /^\d+$/.test(value)
			? levelNumbered(Number(value))
			: levelNamed(value)
		: undefined;
};

const letters: Readonly<Record<string, Level>> = {
	F: 'fatal',
	E: 'error',
	W: 'warn',
	I: 'info',
	D: 'debug',
	V: 'trace',
	T: 'trace',
};
const redisSigns: Readonly<Record<string, Level>> = {'#': 'warn', '*': 'info', '-': 'debug', '.': 'trace'};

/** How a level is found in a line, the surest way first: a pattern whose first group is what `means` understands. */
type Way = {readonly pattern: RegExp; readonly means: (found: string) => Level | undefined};

// Every pattern is of fixed parts and bounded repeats: none of them takes longer than the line is.
const ways: readonly Way[] = [
	// JSON: {"level":"warn"}, {"severity":"ERROR"}, {"level":50}, mongod's {"s":"E"}.
	{
		pattern:
			/^[^{]{0,40}\{.{0,2000}?"(?:level|lvl|severity|levelname|loglevel|log\.level)" ?: ?"?([A-Za-z]{1,12}|\d{1,3})\b/,
		means: levelOfValue,
	},
	{pattern: /^\{"t":.{0,80}?"s": ?"([FEWID])\d?"/, means: found => letters[found]},
	// logfmt: level=error, lvl="warn".
	{pattern: /(?:^|\s)(?:level|lvl|severity|loglevel)="?([A-Za-z]{1,12}|\d{1,2})\b/, means: levelOfValue},
	// klog, and Ruby's logger: E1128 14:03:11.123456, "E, [2026-11-28T…".
	{pattern: /^([IWEF])\d{4} \d\d:\d\d:\d\d/, means: found => letters[found]},
	{pattern: /^([DIWEF]), \[/, means: found => letters[found]},
	// syslog's priority: <3>.
	{pattern: /^<(\d{1,3})>/, means: found => levelNumbered(Number(found) % 8)},
	// Redis: 1:M 28 Nov 2026 14:03:11.123 # Warning.
	{pattern: /^\d{1,7}:[XCSM] \d{1,2} [A-Z][a-z]{2} \d{4} [\d:.]{8,15} ([.*#-]) /, means: found => redisSigns[found]},
	// In brackets: nginx's [error], log4j's [WARN ], Apache's [core:error], Rust's [2026-… ERROR app].
	{pattern: /^.{0,80}?[[(](?:[a-z_]{1,20}:)?([A-Za-z]{3,9}) {0,3}[\])]/, means: levelNamed},
	// A word in capitals near the start: java, python, Postgres, zap, syslog.
	{
		pattern:
			/^.{0,120}?\b(EMERG|ALERT|CRIT(?:ICAL)?|PANIC|FATAL|SEVERE|ERROR|ERR|WARN(?:ING)?|WRN|NOTICE|INFO|INF|DEBUG|DBG|TRACE|TRC|LOG(?=: ))\b/,
		means: levelNamed,
	},
	// A word with a colon that begins the text: "error: no such file", "syslogd: warning: …".
	{pattern: /^(?:\S{1,60} )?\[?(panic|fatal|critical|error|warning|warn|info|debug|trace)\]?: /i, means: levelNamed},
	// The first line of a trace: node's TypeError:, python's ValueError: and its Traceback, java's, Go's.
	{
		pattern: /^(?:Uncaught |Caused by: )?(?:[\w.$]{1,80}\.)?[A-Z]\w{0,60}(Error|Exception)(?::| in |$)/,
		means: () => 'error',
	},
	{
		pattern: /^(Error|Traceback \(most recent call last\)|Exception in thread|goroutine \d{1,9} \[)/,
		means: () => 'error',
	},
	// An answer of a server that failed, in the common format: "GET / HTTP/1.1" 502.
	{pattern: /" (5\d\d) (?:\d|-)/, means: () => 'error'},
];

/** Letters of a line that are looked at. */
const looked = 2200;

/** The level that a line tells of itself, in any of the usual formats; undefined where it tells none. It is without colours. */
export const levelOf = (text: string): Level | undefined => {
	const line = text.length > looked ? text.slice(0, looked) : text;
	for (const {pattern, means} of ways) {
		const found = pattern.exec(line)?.[1];
		const level = found === undefined ? undefined : means(found);
		if (level !== undefined) return level;
	}
	return undefined;
};

/** Whether a line goes on with what the one before it began, as those of a trace do. */
export const isContinuation = (text: string): boolean => /^(?:\s+\S|Caused by: |\.\.\. \d+ more|\s*$)/.test(text);
