// Every storage error that an operator can meet has a code, one sentence, and a truthful "try again".
import { describe, expect, it } from 'vitest';
import { StoreError } from './errors.ts';
import { isRolledBack, postgresError } from './postgres/errors.ts';
import { fileError } from './sqlite/data-directory.ts';
import { sqliteError } from './sqlite/errors.ts';

function errorWith(properties: object): Error {
  return Object.assign(new Error('raw text of the driver'), properties);
}

describe.each([
  ['SQLite', sqliteError, { errcode: 5 }, 'unavailable'],
  ['SQLite', sqliteError, { errcode: 8 }, 'not_writable'],
  ['SQLite', sqliteError, { errcode: 10 | (4 << 8) }, 'io_error'],
  ['SQLite', sqliteError, { errcode: 11 | (1 << 8) }, 'corrupt'],
  ['SQLite', sqliteError, { errcode: 13 }, 'disk_full'],
  ['SQLite', sqliteError, { errcode: 14 }, 'not_writable'],
  ['SQLite', sqliteError, { errcode: 26 }, 'corrupt'],
  ['SQLite', sqliteError, { errcode: 1 }, 'internal'],
  ['a file', fileError, { code: 'EACCES' }, 'not_writable'],
  ['a file', fileError, { code: 'ENOSPC' }, 'disk_full'],
  ['a file', fileError, { code: 'EIO' }, 'io_error'],
  ['PostgreSQL', postgresError, { code: 'ECONNREFUSED' }, 'unavailable'],
  ['PostgreSQL', postgresError, { code: 'EPIPE' }, 'unavailable'],
  ['PostgreSQL', postgresError, {}, 'unavailable'],
  ['PostgreSQL', postgresError, { code: '08006' }, 'unavailable'],
  ['PostgreSQL', postgresError, { code: '57P01' }, 'unavailable'],
  ['PostgreSQL', postgresError, { code: '57014' }, 'unavailable'],
  ['PostgreSQL', postgresError, { code: '40001' }, 'unavailable'],
  ['PostgreSQL', postgresError, { code: '53300' }, 'unavailable'],
  ['PostgreSQL', postgresError, { code: '53100' }, 'disk_full'],
  ['PostgreSQL', postgresError, { code: '25006' }, 'not_writable'],
  ['PostgreSQL', postgresError, { code: '28P01' }, 'denied'],
  ['PostgreSQL', postgresError, { code: '42501' }, 'denied'],
  ['PostgreSQL', postgresError, { code: 'XX001' }, 'corrupt'],
  ['PostgreSQL', postgresError, { code: '42P01' }, 'internal'],
] as const)('an error of %s', (_, map, properties, code) => {
  it(`${JSON.stringify(properties)} is ${code}`, () => {
    const cause = errorWith(properties);
    const error = map('the place', cause) as StoreError;
    expect(error).toBeInstanceOf(StoreError);
    expect(error).toMatchObject({ code, cause, retryable: code === 'unavailable' || code === 'disk_full' });
    expect(error.message).toContain('the place');
    expect(error.message).toMatch(/^[^\n]{20,}: [^\n]+\.$|^[^\n]{20,}\.$/);
    expect(error.message).not.toContain('raw text of the driver');
  });
});

describe('what is not a storage error', () => {
  it('passes unchanged', () => {
    const bug = new TypeError('bug');
    const known = new StoreError('closed', 'The store is closed.');
    expect(sqliteError('x', bug)).toBe(bug);
    expect(sqliteError('x', known)).toBe(known);
    expect(postgresError('x', known)).toBe(known);
  });
});

describe('repeating a statement', () => {
  it('is safe only when the database undid it', () => {
    expect(['40001', '40P01'].map((code) => isRolledBack({ code }))).toEqual([true, true]);
    expect([{ code: '08006' }, { code: '57014' }, {}, null].map(isRolledBack)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
