import {existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {run} from './process.ts';

/** Newer engines than this machine's own, by the suite of Debian that has them. */
const suites = {'26.1': 'trixie', '28.5': 'sid'} as const;

/** Such as `28.5`. */
export type OtherEngine = keyof typeof suites;

/** Their names, oldest first. */
export const otherEngines: readonly OtherEngine[] = ['26.1', '28.5'];

/** Folders with the programs of an engine, as a PATH has them; or why there are none. */
export type Fetched = {readonly programs: string} | {readonly reason: string};

/** runc is this machine's: its libraries are. */
const packages = ['docker.io', 'docker-cli', 'containerd'];

/** What Debian signs with, where it is not among the keys that apt trusts for all. */
const keys = '/usr/share/keyrings/debian-archive-keyring.gpg';

const programsIn = (folder: string): readonly string[] => ['usr/bin', 'usr/sbin'].map(name => join(folder, name));

/** The mirror that this machine has its own packages from. */
const mirror = async (): Promise<string> => {
	const format = '$(SITE)|$(ORIGIN)';
	const targets = await run('apt-get', ['indextargets', '--format', format, 'Created-By: Packages']);
	const [site] =
		targets
			.split('\n')
			.map(line => line.split('|'))
			.find(([address, origin]) => origin === 'Debian' && address?.endsWith('/debian') === true) ?? [];
	if (site === undefined) throw new Error('apt has no mirror of Debian here');
	return site;
};

/** Downloads and unpacks them into a folder, with an apt whose lists and packages are its own. */
const unpackSuite = async (suite: string, folder: string, until: AbortSignal): Promise<void> => {
	const site = await mirror();
	const [work, debs] = [join(folder, 'apt'), join(folder, 'debs')];
	for (const path of ['state/lists/partial', 'cache/archives/partial']) mkdirSync(join(work, path), {recursive: true});
	mkdirSync(debs);
	writeFileSync(
		join(work, 'sources.list'),
		`deb ${existsSync(keys) ? `[signed-by=${keys}] ` : ''}${site} ${suite} main\n`,
	);
	const settings = {
		'Dir::State': join(work, 'state'),
		'Dir::State::status': '/var/lib/dpkg/status',
		'Dir::Cache': join(work, 'cache'),
		'Dir::Etc::sourcelist': join(work, 'sources.list'),
		'Dir::Etc::sourceparts': '-',
		'Dir::Etc::preferencesparts': '-',
		'Acquire::Check-Valid-Until': 'false',
		'Acquire::Languages': 'none',
		'Acquire::Retries': '0',
		'Acquire::http::Timeout': '15',
		'APT::Sandbox::User': 'root',
	};
	writeFileSync(
		join(work, 'apt.conf'),
		Object.entries(settings)
			.map(([name, value]) => `${name} "${value}";\n`)
			.join(''),
	);
	const env = {...process.env, APT_CONFIG: join(work, 'apt.conf')};
	const step = (command: string, args: readonly string[]): Promise<string> => run(command, args, {env, signal: until});
	await step('apt-get', ['update', '-qq', '-o', 'APT::Update::Error-Mode=any']);
	await step('sh', ['-c', 'cd "$0" && exec apt-get download -qq "$@"', debs, ...packages]);
	for (const name of readdirSync(debs)) await step('dpkg-deb', ['-x', join(debs, name), join(folder, 'root')]);
};

/** Whether it is the engine that was meant: a suite moves on, and may have left this machine's libraries behind. */
const isRight = async (name: OtherEngine, programs: readonly string[]): Promise<true | string> => {
	const dockerd = programs.map(folder => join(folder, 'dockerd')).find(existsSync);
	if (dockerd === undefined) return `${suites[name]} has no dockerd`;
	const version = (await run(dockerd, ['--version'])).trim();
	return version.startsWith(`Docker version ${name}.`) ? true : `${suites[name]} has ${version} by now`;
};

/** Fetches an engine from Debian, once: what is there already is used again. Tries one time, and so many ms. */
export const fetchEngine = async (name: OtherEngine, patience: number): Promise<Fetched> => {
	const kept = join(tmpdir(), 'tallyman-engines');
	const folder = join(kept, name);
	try {
		if (!existsSync(folder)) {
			mkdirSync(kept, {recursive: true});
			const fresh = mkdtempSync(join(kept, 'fresh-'));
			try {
				await unpackSuite(suites[name], fresh, AbortSignal.timeout(patience));
				renameSync(join(fresh, 'root'), folder);
			} finally {
				rmSync(fresh, {recursive: true, force: true});
			}
		}
		const programs = programsIn(folder);
		const right = await isRight(name, programs);
		return right === true ? {programs: programs.join(':')} : {reason: right};
	} catch (error) {
		const [reason = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n');
		return {reason};
	}
};
