import { describe, expect, test } from 'vitest';
import type { Clock } from './clock.ts';
import { createLog, type LogLevel } from './log.ts';

const clock: Clock = { now: () => new Date('2030-01-02T03:04:05.006Z'), after: () => () => {} };

function logInto(lines: string[], env: Record<string, string> = {}, redact = (text: string) => text) {
  return createLog({ name: 'my-cloud', clock, env, redact, write: (line) => lines.push(line) });
}

test('a line is what hclog reads, with six digits of fraction', () => {
  const lines: string[] = [];
  logInto(lines)('warn', 'slow', { rpc: 'ReadResource', count: 2n, error: new Error('late') });
  expect(lines).toEqual([
    '{"@level":"warn","@message":"slow","@module":"provider.my-cloud",' +
      '"@timestamp":"2030-01-02T03:04:05.006000Z","rpc":"ReadResource","count":"2","error":"late"}\n',
  ]);
});

test('a field cannot take the place of what hclog needs', () => {
  const lines: string[] = [];
  logInto(lines)('error', 'message', { '@message': { not: 'text' }, '@level': 5 });
  expect(JSON.parse(lines[0]!)).toMatchObject({ '@message': 'message', '@level': 'error' });
});

test('redaction reaches the message, nested fields and errors', () => {
  const lines: string[] = [];
  const log = logInto(lines, {}, (text) => text.replaceAll('s3"cret', '***'));
  log('error', 'with s3"cret', { a: [{ b: 's3"cret' }], error: new Error('no s3"cret'), ok: true });
  expect(JSON.parse(lines[0]!)).toMatchObject({
    '@message': 'with ***',
    a: [{ b: '***' }],
    error: 'no ***',
    ok: true,
  });
});

describe('the level comes from the most specific variable', () => {
  const levels: LogLevel[] = ['trace', 'debug', 'info', 'warn', 'error'];
  const cases: [env: Record<string, string>, written: LogLevel[]][] = [
    [{}, ['warn', 'error']],
    [{ TF_LOG: 'INFO' }, ['info', 'warn', 'error']],
    [{ TF_LOG: 'JSON' }, levels],
    [{ TF_LOG: 'nonsense' }, levels],
    [{ TF_LOG: 'off' }, []],
    [{ TF_LOG: 'trace', TF_LOG_PROVIDER: 'error' }, ['error']],
    [{ TF_LOG_PROVIDER: 'error', TF_LOG_PROVIDER_MY_CLOUD: 'debug' }, ['debug', 'info', 'warn', 'error']],
    [{ TF_LOG_PROVIDER: '', TF_LOG: 'error' }, ['error']],
  ];
  test.each(cases)('%j', (env, written) => {
    const lines: string[] = [];
    for (const level of levels) logInto(lines, env)(level, 'x');
    expect(lines.map((line) => JSON.parse(line)['@level'])).toEqual(written);
  });
});
