/** Where a binding works. */
export type Mode = 'overview' | 'list' | 'page' | 'log' | 'text' | 'tree' | 'help' | 'jobs' | 'connect';

/** Name of a key: a character as typed, or `up`, `enter`, `escape`, `ctrl+d`… */
export type KeyName = string;

/** One line of the key table: the only source of dispatch, footer, help and README. Those that act come of the verbs. */
export type Binding = {
	readonly command: Command;
	readonly keys: readonly KeyName[];
	/** Word for the footer. */
	readonly label: string;
	/** What it does, for the help page and the README. */
	readonly help: string;
	readonly modes: readonly Mode[];
	/** Acting keys are capitals, ask first, and are gone in read-only mode. */
	readonly group: 'move' | 'look' | 'act';
	/** What an acting key means: the id of a verb for each kind that has one on it, by the kind's name. */
	readonly verbs?: Readonly<Record<string, string>>;
	/** Whether it may change something, though nothing is asked: gone in read-only mode too. */
	readonly isWriting?: boolean;
	/** Place in the footer, lowest first; absent when it is not shown there. */
	readonly footer?: number;
};

/** Everything that a key can mean. */
export type Command =
	| 'down'
	| 'up'
	| 'top'
	| 'bottom'
	| 'half-down'
	| 'half-up'
	| 'page-down'
	| 'page-up'
	| 'left'
	| 'right'
	| 'next-panel'
	| 'previous-panel'
	| 'fold'
	| 'unfold'
	| 'ask-again'
	| 'enter'
	| 'follow-link'
	| 'next-link'
	| 'previous-link'
	| 'links'
	| 'visit-before'
	| 'visit-after'
	| 'back'
	| 'screen'
	| 'filter'
	| 'search'
	| 'next-match'
	| 'previous-match'
	| 'logs'
	| 'shell'
	| 'details'
	| 'raw'
	| 'processes'
	| 'happened'
	| 'sort'
	| 'reverse'
	| 'columns'
	| 'all'
	| 'faults'
	| 'mark'
	| 'copy'
	| 'command'
	| 'help'
	| 'engine'
	| 'cost'
	| 'hour'
	| 'quit'
	| 'leave'
	| 'redraw'
	| 'suspend'
	| 'wrap'
	| 'follow'
	| 'timestamps'
	| 'only'
	| 'form'
	| 'copy-lines'
	| 'mark-line'
	| 'next-error'
	| 'previous-error'
	| 'values'
	| 'stop-job'
	| 'undo'
	| 'retry'
	| 'demo'
	| 'actions'
	| 'verb';

const everywhere: readonly Mode[] = ['overview', 'list', 'page', 'log', 'text', 'tree', 'help', 'jobs'];
const lists: readonly Mode[] = ['overview', 'list'];
/** Where keys are about one object, or several. */
export const objectModes: readonly Mode[] = ['overview', 'list', 'page'];
const texts: readonly Mode[] = ['log', 'text'];

// biome-ignore format: one line a key, as a table.
/** The keys that look and move. */
export const bindings: readonly Binding[] = [
	{command: 'down', keys: ['j', 'down'], label: 'down', help: 'one row down', modes: everywhere, group: 'move'},
	{command: 'up', keys: ['k', 'up'], label: 'up', help: 'one row up', modes: everywhere, group: 'move'},
	{command: 'top', keys: ['g', 'home'], label: 'top', help: 'to the first row; in a log: reads older lines', modes: everywhere, group: 'move'},
	{command: 'bottom', keys: ['G', 'end'], label: 'bottom', help: 'to the last row; in a log: follow', modes: everywhere, group: 'move'},
	{command: 'half-down', keys: ['ctrl+d'], label: 'half down', help: 'half a page down', modes: everywhere, group: 'move'},
	{command: 'half-up', keys: ['ctrl+u'], label: 'half up', help: 'half a page up', modes: everywhere, group: 'move'},
	{command: 'page-down', keys: ['pagedown', 'ctrl+f'], label: 'page down', help: 'a page down', modes: everywhere, group: 'move'},
	{command: 'page-up', keys: ['pageup', 'ctrl+b'], label: 'page up', help: 'a page up', modes: everywhere, group: 'move'},
	{command: 'left', keys: ['left'], label: 'left', help: 'sideways, in text', modes: texts, group: 'move'},
	{command: 'right', keys: ['right'], label: 'right', help: 'sideways, in text', modes: texts, group: 'move'},
	{command: 'fold', keys: ['left'], label: 'fold', help: 'fold what is below, or to the row that it lies under', modes: ['tree'], group: 'move'},
	{command: 'unfold', keys: ['right'], label: 'unfold', help: 'unfold what is below', modes: ['tree'], group: 'move'},
	{command: 'fold', keys: ['left'], label: 'fold', help: 'where :group put rows into groups: fold this one, or go to that of the row', modes: ['list'], group: 'move'},
	{command: 'unfold', keys: ['right'], label: 'unfold', help: 'unfold the group', modes: ['list'], group: 'move'},
	{command: 'next-panel', keys: ['tab'], label: 'next panel', help: 'to the next panel', modes: ['overview'], group: 'move', footer: 3},
	{command: 'previous-panel', keys: ['shift+tab'], label: 'previous panel', help: 'to the panel before', modes: ['overview'], group: 'move'},
	{command: 'enter', keys: ['enter'], label: 'open', help: 'into it: what belongs to it, its log, or its page', modes: lists, group: 'move', footer: 1},
	{command: 'enter', keys: ['enter'], label: 'open', help: 'into the object of the row; folds and unfolds what has rows below', modes: ['tree'], group: 'move', footer: 1},
	{command: 'follow-link', keys: ['enter'], label: 'follow', help: 'follow the chosen link, or choose among all', modes: ['page'], group: 'move', footer: 1},
	{command: 'next-link', keys: ['tab'], label: 'next link', help: 'to the next link', modes: ['page'], group: 'move', footer: 3},
	{command: 'previous-link', keys: ['shift+tab'], label: 'previous link', help: 'to the link before', modes: ['page'], group: 'move'},
	{command: 'visit-before', keys: ['['], label: 'visited before', help: 'to the place that was on screen before, wherever that was', modes: everywhere, group: 'move'},
	{command: 'visit-after', keys: [']'], label: 'visited after', help: 'forward again', modes: everywhere, group: 'move'},
	{command: 'back', keys: ['escape'], label: 'back', help: 'back, always; clears a filter, a search or marks first; never quits', modes: everywhere, group: 'move', footer: 9},
	{command: 'screen', keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'], label: 'screens', help: 'the home, and the list of each kind, as the tabs say', modes: everywhere, group: 'move'},

	{command: 'links', keys: ['o'], label: 'leads to', help: 'a menu of what it uses and of what uses it, to go there', modes: objectModes, group: 'look', footer: 9},
	{command: 'logs', keys: ['l'], label: 'logs', help: 'its log, or those of all marked rows, merged by time', modes: objectModes, group: 'look', footer: 2},
	{command: 'shell', keys: ['e'], label: 'shell', help: 'a shell in its container; exit or ^D leaves it', modes: objectModes, group: 'look', isWriting: true, footer: 7},
	{command: 'details', keys: ['i'], label: 'details', help: 'page of the selected object', modes: lists, group: 'look', footer: 4},
	{command: 'raw', keys: ['y'], label: 'yaml', help: 'everything the engine tells of it, as YAML', modes: objectModes, group: 'look', footer: 8},
	{command: 'processes', keys: ['t'], label: 'processes', help: 'its processes', modes: ['page', 'list'], group: 'look', footer: 7},
	{command: 'happened', keys: ['v'], label: 'its events', help: 'what happened to it, newest first', modes: objectModes, group: 'look', footer: 8},
	{command: 'values', keys: ['m'], label: 'show values', help: 'show or mask the values of the environment', modes: ['page', 'text'], group: 'look', footer: 6},
	{command: 'hour', keys: ['h'], label: '5 min/hour/day', help: 'graphs over the last 5 minutes, hour or day', modes: ['overview', 'page'], group: 'look', footer: 10},
	{command: 'filter', keys: ['/'], label: 'filter', help: 'narrow a list: words, !not, ~letters of the name, a column or field such as state= label= image=, /regex/; :filter names filters', modes: lists, group: 'look', footer: 5},
	{command: 'search', keys: ['/'], label: 'search', help: 'search in text (a regular expression)', modes: texts, group: 'look', footer: 1},
	{command: 'next-match', keys: ['n'], label: 'next', help: 'next match', modes: texts, group: 'look', footer: 2},
	{command: 'previous-match', keys: ['N'], label: 'previous', help: 'match before', modes: texts, group: 'look', footer: 3},
	{command: 'only', keys: ['&'], label: 'only', help: 'only lines that match, and none of those after a !: timeout && !healthz', modes: ['log'], group: 'look', footer: 3},
	{command: 'next-error', keys: ['e'], label: 'next error', help: 'next line that tells of an error', modes: ['log'], group: 'look', footer: 7},
	{command: 'previous-error', keys: ['E'], label: 'error before', help: 'the line before that tells of an error', modes: ['log'], group: 'look'},
	{command: 'form', keys: ['p'], label: 'columns/raw', help: 'JSON and logfmt as columns, each field on its own row, or as written', modes: ['log'], group: 'look', footer: 8},
	{command: 'mark-line', keys: [' '], label: 'mark line', help: 'mark the line at the top, or the one that was found: x copies from there', modes: ['log'], group: 'look'},
	{command: 'copy-lines', keys: ['x'], label: 'copy', help: 'copy the line that was found, from the marked line to it, or the lines in sight (OSC 52)', modes: ['log'], group: 'look', footer: 9},
	{command: 'follow', keys: ['f'], label: 'follow', help: 'follow the log’s end, or stop', modes: ['log'], group: 'look', footer: 4},
	{command: 'wrap', keys: ['w'], label: 'wrap', help: 'wrap long lines', modes: texts, group: 'look', footer: 5},
	{command: 'timestamps', keys: ['t'], label: 'times', help: 'times of day, with the day, in UTC, how long ago, or none', modes: ['log'], group: 'look', footer: 6},
	{command: 'sort', keys: ['s'], label: 'sort', help: 'sort by: a menu of the columns, and trouble first', modes: lists, group: 'look', footer: 7},
	{command: 'reverse', keys: ['r'], label: 'reverse', help: 'turn the order round', modes: lists, group: 'look'},
	{command: 'columns', keys: ['c'], label: 'columns', help: 'the columns that did not fit, then the first ones again; :columns chooses them, and of fields and labels (+label:team)', modes: lists, group: 'look', footer: 8},
	{command: 'all', keys: ['a'], label: 'all/running', help: 'all, or only what runs', modes: lists, group: 'look', footer: 10},
	{command: 'faults', keys: ['z'], label: 'faults', help: 'only what is at fault', modes: lists, group: 'look', footer: 11},
	{command: 'mark', keys: [' '], label: 'mark', help: 'mark a row; logs and verbs are then of all marked', modes: ['list'], group: 'look', footer: 12},
	{command: 'copy', keys: ['x'], label: 'copy id', help: 'copy the id through the terminal (OSC 52, works over ssh)', modes: [...objectModes, 'tree'], group: 'look', footer: 13},
	{command: 'actions', keys: ['X'], label: 'actions', help: 'all that can be done to it, or to all that is marked: a menu', modes: objectModes, group: 'act'},
	{command: 'undo', keys: ['u'], label: 'take back', help: 'take the last verb back, of all that it was done to; asks first', modes: everywhere, group: 'look', isWriting: true},
	{command: 'ask-again', keys: ['r'], label: 'ask again', help: 'ask the engine again: what it told is as old as the title says', modes: ['tree'], group: 'look', footer: 2},
	{command: 'stop-job', keys: ['K'], label: 'stop it', help: 'stop what is under way, of what :jobs lists', modes: ['jobs'], group: 'look', isWriting: true, footer: 1},
	{command: 'engine', keys: ['w'], label: 'only its engine', help: 'of several engines only this one, or all again; :context and :host add and drop engines', modes: lists, group: 'look'},
	{command: 'retry', keys: ['ctrl+r'], label: 'retry', help: 'try a lost engine again at once', modes: everywhere, group: 'look'},
	{command: 'retry', keys: ['r'], label: 'try again', help: 'try the engines again', modes: ['connect'], group: 'look', footer: 1},
	{command: 'demo', keys: ['d'], label: 'demo', help: 'open the demo on a simulated engine', modes: ['connect'], group: 'look', footer: 2},
	{command: 'command', keys: [':'], label: 'command', help: 'command line: screens, verbs on the selection or by name (:logs web, :scale api 6), :tree shop, :sort cpu, :columns name,cpu, :group stack, :beside, :mouse, :messages, :jobs; Tab completes', modes: everywhere, group: 'look', footer: 14},
	{command: 'cost', keys: ['$'], label: 'own cost', help: 'what tallyman itself costs, on a line of its own: CPU, memory, requests, samples, bytes', modes: everywhere, group: 'look'},
	{command: 'help', keys: ['?'], label: 'help', help: 'the keys that work here', modes: everywhere, group: 'look', footer: 16},
	{command: 'leave', keys: ['q'], label: 'back/quit', help: 'back; at home: quit', modes: everywhere, group: 'move', footer: 15},
	{command: 'quit', keys: ['ctrl+c'], label: 'quit', help: 'quit from anywhere', modes: everywhere, group: 'look'},
	{command: 'quit', keys: ['q', 'ctrl+c'], label: 'quit', help: 'quit', modes: ['connect'], group: 'look', footer: 15},
	{command: 'redraw', keys: ['ctrl+l'], label: 'draw anew', help: 'draw everything anew', modes: everywhere, group: 'look'},
	{command: 'suspend', keys: ['ctrl+z'], label: 'suspend', help: 'suspend; the shell’s fg brings it back', modes: everywhere, group: 'look'},
];

/** The binding of a key in a mode of a table, if it has one there. */
export const bindingIn = (table: readonly Binding[], key: KeyName, mode: Mode): Binding | undefined =>
	table.find(binding => binding.keys.includes(key) && binding.modes.includes(mode));

const displayNames: Readonly<Record<string, string>> = {
	' ': 'Space',
	up: '↑',
	down: '↓',
	left: '←',
	right: '→',
	enter: 'Enter',
	escape: 'Esc',
	tab: 'Tab',
	'shift+tab': 'Shift+Tab',
	pageup: 'PgUp',
	pagedown: 'PgDn',
	home: 'Home',
	end: 'End',
};

/** A key as it is written for people. */
export const displayKey = (key: KeyName): string => displayNames[key] ?? key.replace(/^ctrl\+/, '^');

/** The first key of a command in a mode of a table, as it is written for people; its name where no key is on it. */
export const keyOf = (table: readonly Binding[], command: Command, mode: Mode): string => {
	const found = table.find(binding => binding.command === command && binding.modes.includes(mode));
	return displayKey(found?.keys[0] ?? command);
};
