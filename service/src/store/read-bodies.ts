// Bodies that were read not long ago from a database that others write, too. What is asked for again and again, such as a
// token or the clusters of a page, is read from there each time, so that nobody sees what was; only what the same text means
// is not worked out anew.
import { Kept } from '../kept.ts';
import { decodeBody } from './body.ts';
import type { Json } from './store.ts';

/** Characters of text that are kept at most, unless told otherwise; with what they mean, a few times as many bytes. */
export const KEPT_CHARACTERS = 2 << 20;

interface ReadBody {
  readonly text: string;
  readonly body: Json;
}

export class ReadBodies {
  readonly #kept: Kept<number, ReadBody>;

  constructor(most: number = KEPT_CHARACTERS) {
    this.#kept = new Kept(most);
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
    this.#kept.set(revision, { text, body }, text.length);
    return body;
  }
}
