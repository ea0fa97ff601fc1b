import {expect, it} from 'vitest';
import {fieldsOf, type LogFields} from '../../source/model/log-fields.ts';

const cases: ReadonlyArray<readonly [string, LogFields | undefined]> = [
	['{"level":"warn","msg":"slow","ms":12}', {level: 'warn', message: 'slow', others: [['ms', 12]]}],
	[
		'{"time":"t","severity":"ERROR","message":"no","a":{"b":[1,null]}}',
		{
			level: 'error',
			message: 'no',
			others: [
				['time', 't'],
				['a', {b: [1, null]}],
			],
		},
	],
	['{"level":30,"msg":"pino"}', {level: 'info', message: 'pino', others: []}],
	['  {"a":1}  ', {others: [['a', 1]]}],
	[
		'{"level":"strange","msg":7}',
		{
			others: [
				['level', 'strange'],
				['msg', 7],
			],
		},
	],
	['{"message":"b","msg":"a"}', {message: 'a', others: [['message', 'b']]}],
	['level=error msg="no \\"route\\"" host=a', {level: 'error', message: 'no "route"', others: [['host', 'a']]}],
	[
		'ts=1 caller=a.go:7 empty= err="x=y"',
		{
			others: [
				['ts', '1'],
				['caller', 'a.go:7'],
				['empty', ''],
				['err', 'x=y'],
			],
		},
	],
	['a=1', undefined],
	['a=1 and words', undefined],
	['the a=1 b=2', undefined],
	['a="unclosed b=2', undefined],
	['{"cut":', undefined],
	['{not json}', undefined],
	['[1,2]', undefined],
	['"text"', undefined],
	['', undefined],
];

it.each(cases)('%s', (line, fields) => expect(fieldsOf(line)).toEqual(fields));

it('takes no line apart that is too long, nor hangs on one that tries', () => {
	expect(fieldsOf(`{"a":"${'x'.repeat(200_000)}"}`)).toBeUndefined();
	expect(fieldsOf(`a="${'\\'.repeat(90_000)}`)).toBeUndefined();
	expect(fieldsOf('a=1 '.repeat(20_000))?.others).toHaveLength(20_000);
});
