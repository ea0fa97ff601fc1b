import {homedir} from 'node:os';
import {isAbsolute, join} from 'node:path';

/**
 * The program's own folder below one of the XDG base directories: what a variable of the environment says, else what is
 * usual below the home, `.config`.
 */
export const baseFolder = (
	variable: 'XDG_CONFIG_HOME' | 'XDG_STATE_HOME',
	usual: string,
	environment: Readonly<Record<string, string | undefined>>,
): string => {
	const {[variable]: folder = '', HOME: home = ''} = environment;
	// One that is not absolute is to be ignored, as the specification says.
	return join(isAbsolute(folder) ? folder : join(home === '' ? homedir() : home, usual), 'tallyman');
};
