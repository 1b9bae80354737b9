import { describe, expect, test } from 'vitest';
import { errorFields, jsonLog } from './log.ts';

function recorded(level?: 'debug' | 'warn') {
  const lines: string[] = [];
  return {
    lines,
    log: jsonLog(
      (line) => lines.push(line),
      () => 0,
      level,
    ),
  };
}

describe('jsonLog', () => {
  test('writes one object per line', () => {
    const { lines, log } = recorded();
    log('info', 'request', { status: 200, nothing: undefined });
    expect(lines).toEqual([
      '{"time":"1970-01-01T00:00:00.000Z","level":"info","event":"request","status":200}\n',
    ]);
  });

  test('drops what is not loud enough', () => {
    const { lines, log } = recorded('warn');
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log(level, level);
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['warn', 'error']);
  });

  test('keeps a forged line inside its own', () => {
    const { lines, log } = recorded();
    log('info', 'request', { path: 'a\n{"level":"error"}' });
    expect(lines).toHaveLength(1);
    expect(lines[0]!.trimEnd()).not.toContain('\n');
  });
});

test('an error tells its text, its cause and where it came from', () => {
  const error = new Error('outer', { cause: new Error('inner') });
  expect(errorFields(error)).toEqual({ error: 'outer', cause: 'inner', stack: error.stack });
  expect(errorFields('plain')).toEqual({ error: 'plain' });
});
