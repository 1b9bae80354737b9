import { describe, expect, test } from 'vitest';
import { readTask } from './maintenance.ts';

describe('readTask', () => {
  test.each([
    [[], undefined, []],
    [['--port', '1'], undefined, ['--port', '1']],
    [['--backup-to', 'b', '--port=1'], { kind: 'backup', file: 'b' }, ['--port=1']],
    [['--restore-from=b'], { kind: 'restore', file: 'b', replace: false }, []],
    [['--replace', '--restore-from', 'b'], { kind: 'restore', file: 'b', replace: true }, []],
  ])('%j', (flags, task, settings) => {
    expect(readTask(flags)).toEqual({ ok: true, task, settings });
  });

  test.each([
    [['--backup-to'], '--backup-to needs a file, as in "npm run backup -- <file>".'],
    [['--backup-to', '--port=1'], '--backup-to needs a file, as in "npm run backup -- <file>".'],
    [['--restore-from', '--replace'], '--restore-from needs a file, as in "npm run restore -- <file>".'],
    [['--backup-to=a', '--restore-from=b'], '--backup-to and --restore-from do not go together.'],
    [['--replace'], '--replace goes with --restore-from only.'],
  ])('%j is a mistake', (flags, mistake) => {
    expect(readTask(flags)).toEqual({ ok: false, mistake });
  });
});
