import {describe, expect, it, test} from 'vitest';
import {runFields, runLine, runPlan, textsOfLine} from '../../source/resources/containers/run-form.ts';

const textsOf = (line: string) => {
	const texts = textsOfLine(line);
	if ('fault' in texts) throw new Error(texts.fault);
	return texts.value;
};

describe('a line of docker run in the form', () => {
	test.each<[string, object]>([
		['docker run -d -p 4000:80 -e A=b nginx:1.27', {image: 'nginx:1.27', ports: '4000:80', env: 'A=b'}],
		['docker container run --name web nginx', {image: 'nginx', name: 'web'}],
		['podman run nginx', {image: 'nginx'}],
		['nginx', {image: 'nginx'}],
		['-e "C=d e" -e F=g nginx sh -c "a; b"', {env: "'C=d e' F=g", image: 'nginx', command: "sh -c 'a; b'"}],
		['-w /srv --rm -u 0 nginx', {more: '--workdir /srv --rm --user 0'}],
		['-m 64m --cpus=2 --restart on-failure:3 nginx', {memory: '64m', cpus: '2', restart: 'on-failure:3'}],
		['-v data:/srv -v /a:/b:ro --mount target=/c nginx', {mounts: 'data:/srv /a:/b:ro', more: '--mount target=/c'}],
		['-it --name a --name b nginx', {name: 'b', more: '--interactive --tty'}],
	])('%s', (line, expected) => {
		expect(textsOf(line)).toMatchObject(expected);
	});

	test.each<[string, string]>([
		['docker run --gpus all nginx', '--gpus is not known here'],
		['docker run "nginx', 'a quote " is not closed'],
		['docker run nginx | cat', '| is for a shell'],
	])('%s is refused', (line, fault) => {
		const texts = textsOfLine(line);
		expect('fault' in texts && texts.fault).toContain(fault);
	});

	test.each([
		"docker run -d --name web -p 4000:80 -p 53:53/udp -e A=b -v data:/srv --network host --restart always --cpus 0.5 --memory 64m --workdir /srv nginx:1.27 nginx -g 'daemon off;'",
		'docker run -d nginx',
	])('is the same again: %s', line => {
		expect(runLine(textsOf(line))).toBe(line);
	});

	it('asks for what it says, whether it was typed in fields or as a line', () => {
		const texts = textsOf('docker run -p 4000:80 -e "A=b c" --rm nginx true');
		expect(runPlan(texts)).toMatchObject({
			value: {
				image: 'nginx',
				command: ['true'],
				environment: ['A=b c'],
				ports: [{containerPort: 80, hostPort: 4000}],
				isRemoved: true,
			},
		});
	});
});

describe('a field of the form', () => {
	const fields = runFields({image: 'nginx'});
	test.each<[string, string, string | undefined]>([
		['image', ' ', 'it wants the name of an image'],
		['ports', '80 443:443', undefined],
		['ports', '80 x', 'x is no port, such as 8080:80 or 127.0.0.1:5353:53/udp'],
		['env', 'A', "A would be taken from a shell's environment, and here is none: write A=value"],
		['command', 'sh -c "a', 'a quote " is not closed'],
		['memory', '64m', undefined],
		['memory', 'lots', 'lots is no size, such as 512m or 1.5g'],
		['more', '-w /srv --rm', undefined],
		['more', '-w /srv nginx', 'nginx is no flag'],
		['more', '--gpus all', '--gpus is not known here: take it out, or run this line in a shell'],
	])('%s=%s', (id, text, fault) => {
		const field = fields.find(candidate => candidate.id === id);
		expect(field?.kind === 'text' && field.check?.(text)).toBe(fault);
	});
});
