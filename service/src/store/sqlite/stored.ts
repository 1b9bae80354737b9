// One document as the database has it: its text, and what that means once somebody asks.
import { crc32 } from 'node:zlib';
import { decodeBody } from '../body.ts';
import type { Document, DocumentKey } from '../store.ts';

/** What a row says. */
export interface StoredRow {
  readonly key: DocumentKey;
  readonly revision: number;
  readonly expiresAt: number | undefined;
  /** Something else only where the file is damaged. */
  readonly text: unknown;
  /** Of the text; null for what was written before there was one. */
  readonly checksum: number | null;
}

/** A document of one moment. */
export class Stored {
  readonly revision: number;
  readonly key: DocumentKey;
  /** What it weighs among those that are kept. */
  readonly characters: number;
  readonly #expiresAt: number | undefined;
  /** Undefined once it has been read. */
  #unread: Pick<StoredRow, 'text' | 'checksum'> | undefined;
  #document: Document | undefined;

  constructor({ key: { tenant, kind, id }, revision, expiresAt, text, checksum }: StoredRow) {
    this.key = Object.freeze({ tenant, kind, id });
    this.revision = revision;
    this.characters = (typeof text === 'string' ? text.length : 0) + tenant.length + kind.length + id.length;
    this.#expiresAt = expiresAt;
    this.#unread = { text, checksum };
  }

  /** @param now milliseconds since the epoch */
  isLive(now: number): boolean {
    return this.#expiresAt === undefined || this.#expiresAt > now;
  }

  /** Frozen, and the same one each time. @throws Error when the text is not what was written */
  get document(): Document {
    if (this.#unread !== undefined) {
      const { text, checksum } = this.#unread;
      if (typeof text !== 'string') throw new Error('The body is no text.');
      if (checksum !== null && checksum !== crc32(text))
        throw new Error('The checksum of the body is another one.');
      const { key, revision } = this;
      const expiry = this.#expiresAt === undefined ? {} : { expiresAt: this.#expiresAt };
      this.#document = Object.freeze({ key, revision, body: decodeBody(text), ...expiry });
      this.#unread = undefined;
    }
    return this.#document as Document;
  }
}
