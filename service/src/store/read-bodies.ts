// Bodies that were read not long ago. What is asked for again and again, such as a token or the clusters of a page, is
// read from the database each time, so that nobody sees what was; only what the same text means is not worked out anew.
import { decodeBody } from './body.ts';
import type { Json } from './store.ts';

/** Characters of text that are kept at most, unless told otherwise; with what they mean, a few times as many bytes. */
const KEPT_CHARACTERS = 2 << 20;

interface ReadBody {
  readonly text: string;
  readonly body: Json;
}

export class ReadBodies {
  readonly #kept = new Map<number, ReadBody>();
  readonly #most: number;
  #characters = 0;

  constructor(most: number = KEPT_CHARACTERS) {
    this.#most = most;
  }

  /**
   * The frozen value of a text, the same one for as long as it is kept.
   * @param revision where to look; what is found counts only for the very same text
   * @throws SyntaxError when the text is not JSON, which no store ever wrote
   */
  decode(revision: number, text: string): Json {
    const kept = this.#kept.get(revision);
    if (kept?.text === text) return kept.body;
    const body = decodeBody(text);
    this.#keep(revision, { text, body });
    return body;
  }

  #keep(revision: number, read: ReadBody): void {
    this.#forget(revision);
    this.#kept.set(revision, read);
    this.#characters += read.text.length;
    // The oldest go first: what is asked for often is soon back.
    for (const oldest of this.#kept.keys()) {
      if (this.#characters <= this.#most) return;
      this.#forget(oldest);
    }
  }

  #forget(revision: number): void {
    this.#characters -= this.#kept.get(revision)?.text.length ?? 0;
    this.#kept.delete(revision);
  }
}
