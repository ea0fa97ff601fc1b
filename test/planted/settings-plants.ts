import type {Plant} from './plant.ts';

const parsing = ['test/settings/parse-settings'];
const whole = ['test/app/settings'];
const asking = ['test/terminal/ask-ground'];

const typing = ['test/app/history', 'test/history'];

/** Faults in what is set, the file it is read from, themes and columns. */
export const settingsPlants: readonly Plant[] = [
	{
		fault: 'a password is kept with what was typed',
		file: 'source/app/command/tellable-line.ts',
		from: 'secretName.test(values)',
		to: 'values === first',
		tests: typing,
	},
	{
		fault: 'a password is kept that was typed after the word of what asks for it unseen',
		file: 'source/app/command/tellable-line.ts',
		from: "field.kind === 'text' && field.isHidden?.('x') === true",
		to: "field.kind === 'word'",
		tests: typing,
	},
	{
		fault: 'of several programs the last one keeps only what was typed in it',
		file: 'source/history.ts',
		from: 'constants.O_WRONLY | constants.O_APPEND',
		to: 'constants.O_WRONLY',
		tests: typing,
	},
	{
		fault: 'what is typed while the file is made shorter is lost',
		file: 'source/history.ts',
		from: "if (later !== '') await append(path, later);",
		to: '',
		tests: typing,
	},
	{
		fault: 'a fault in the settings takes the rest of the file with it',
		file: 'source/settings/parse-settings.ts',
		from: 'found.reduce((rest, {path}) => without(rest, takenWith(path)), value)',
		to: 'found.length > 0 ? undefined : value',
		tests: parsing,
	},
	{
		fault: 'settings clash and nobody says so',
		file: 'source/settings/key-binding.ts',
		from: 'if (key !== undefined) return {id, other: other.id, key, mode};',
		to: "if (key === 'never') return {id, other: other.id, key, mode};",
		tests: parsing,
	},
	{
		fault: 'a setting takes a way out',
		file: 'source/settings/value-schemas.ts',
		from: 'owner !== undefined && owner !== id',
		to: "owner === 'never' && owner !== id",
		tests: parsing,
	},
	{
		fault: 'a setting puts what acts on a small letter',
		file: 'source/settings/value-schemas.ts',
		from: 'isActing && !/^',
		to: 'isActing && !/^.|',
		tests: parsing,
	},
	{
		fault: 'a key is taken from where settings give it to another thing in all modes',
		file: 'source/settings/key-binding.ts',
		from: '	other.modes.includes(mode) &&\n',
		to: '',
		tests: whole,
	},
	{
		fault: 'settings of keys reach the footer and not the keys',
		file: 'source/app/keys/place-keys.ts',
		from: 'bindingIn(before.bindings, key,',
		to: "bindingIn(before.bindings, key === 'Z' ? 'S' : key,",
		tests: whole,
	},
	{
		fault: 'faults of the settings are not on the screen',
		file: 'source/watch.ts',
		from: "notices: [...faults.map(text => ({at, text, tone: 'bad' as const})), ",
		to: 'notices: [',
		tests: whole,
	},
	{
		fault: 'settings of one engine hold for all',
		file: 'source/settings/settings.ts',
		from: 'names.map(name => settings.engines[name])',
		to: 'Object.values(settings.engines)',
		tests: whole,
	},
	{
		fault: 'strict settings ask like usual ones',
		file: 'source/app/asking/confirm.ts',
		from: "danger === 'interrupts' && asking === 'strict'",
		to: "danger === 'interrupts' && asking !== 'strict' && asking !== 'usual'",
		tests: whole,
	},
	{
		fault: 'settings are printed with the wrong lines',
		file: 'source/settings/settings-text.ts',
		from: "line === undefined ? 'usual'",
		to: "line !== 1 ? 'usual'",
		tests: ['test/settings/config-file'],
	},
	{
		fault: 'a white ground is taken for a dark one',
		file: 'source/terminal/ask-ground.ts',
		from: "> 0.5 ? 'light' : 'dark'",
		to: "> 5 ? 'light' : 'dark'",
		tests: [...asking, 'test/app/themes'],
	},
	{
		fault: 'keys that are typed while the ground is asked for are lost',
		file: 'source/terminal/ask-ground.ts',
		from: "if (heard !== '' && ",
		to: "if (heard === 'never' && ",
		tests: asking,
	},
	{
		fault: 'chosen columns are not in their order',
		file: 'source/app/list/list-body.ts',
		from: 'chosen?.flatMap(id => all.find(column => column.id === id) ?? fieldColumn(resource, id) ?? [])',
		to: '(chosen && all.filter(column => chosen.includes(column.id)))',
		tests: ['test/app/columns'],
	},
];
