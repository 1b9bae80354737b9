// PostgreSQL's and the network's errors as the store's errors, each with one sentence that says what to do.
import { StoreError, type StoreErrorCode } from '../errors.ts';

type Sentence = (server: string) => string;

const unreachable: Sentence = (server) =>
  `${server} cannot be reached now: check that it is running and that DATABASE_URL is right; trying again can help.`;
const overloaded: Sentence = (server) =>
  `${server} took too long or has no connection left: try again later.`;
const refusedLogin: Sentence = (server) =>
  `${server} refuses the login: check user, password and database in DATABASE_URL.`;
const lacksRight: Sentence = (server) =>
  `The login of DATABASE_URL lacks a right at ${server}: let it create a schema, or create the schema for it.`;

// By SQLSTATE (https://www.postgresql.org/docs/15/errcodes-appendix.html) or system error code; the longest prefix wins.
const SENTENCES: Record<string, readonly [StoreErrorCode, Sentence]> = {
  '08': ['unavailable', unreachable],
  '25006': [
    'not_writable',
    (server) => `${server} is a read-only replica: point DATABASE_URL at the primary.`,
  ],
  '28': ['denied', refusedLogin],
  '3D': ['denied', (server) => `The database of DATABASE_URL does not exist at ${server}: create it.`],
  '40': ['unavailable', overloaded],
  '42501': ['denied', lacksRight],
  '53': ['unavailable', overloaded],
  '53100': [
    'disk_full',
    (server) => `There is no space left at ${server}: free some; nothing that was acknowledged is lost.`,
  ],
  '55P03': ['unavailable', overloaded],
  '57': ['unavailable', unreachable],
  '57014': ['unavailable', overloaded],
  '58': ['io_error', (server) => `The disk of ${server} failed: check it.`],
  XX001: ['corrupt', (server) => `Stored data at ${server} is damaged: restore a backup.`],
  XX002: ['corrupt', (server) => `An index at ${server} is damaged: rebuild it with REINDEX.`],
};

/** @param server what the sentence names, without a password */
export function postgresError(server: string, error: unknown): unknown {
  if (error instanceof StoreError || !(error instanceof Error)) return error;
  const code = (error as { code?: unknown }).code;
  if (typeof code !== 'string' || !/^[0-9A-Z]{5}$/.test(code) || isSystemCode(code)) {
    // The driver reports a lost connection and its own timeouts without any SQLSTATE.
    return new StoreError('unavailable', unreachable(server), error);
  }
  const [storeCode, sentence] = SENTENCES[code] ??
    SENTENCES[code.slice(0, 2)] ?? ['internal', unexpected(code)];
  return new StoreError(storeCode, sentence(server), error);
}

/** Whether the database undid everything and would accept the same statement now. */
export function isRolledBack(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '40001' || code === '40P01';
}

/** EPIPE and EPERM look like an SQLSTATE, but no SQLSTATE begins with an E. */
function isSystemCode(code: string): boolean {
  return code.startsWith('E');
}

function unexpected(code: string): Sentence {
  return (server) => `${server} answered with the unexpected error ${code}: report this.`;
}
