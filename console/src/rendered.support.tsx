// Parts of the page as text, without a browser: what a screen reader and a narrow screen get is in it.
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Surroundings, type SurroundingsValue } from './surroundings.ts';
import { type Language, wordsOf } from './text/words.ts';

const MAY_ALL = { scopes: ['read', 'write', 'admin'] } as unknown as SurroundingsValue['tenant'];

/** A part in its surroundings. @param more what else it reaches of them */
export function rendered(
  part: ComponentChildren,
  language: Language = 'en',
  more: Partial<SurroundingsValue> = {},
): string {
  const value = {
    words: wordsOf(language, () => 0),
    language,
    tenant: MAY_ALL,
    isOnline: true,
    ...more,
  } as SurroundingsValue;
  return renderToString(<Surroundings.Provider value={value}>{part}</Surroundings.Provider>);
}

/** The answer of the first example of an operation. */
export function answerOf<T>(example: object): T {
  return (Object.values(example)[0] as { response: T }).response;
}

/** What is in the list that the first example of an operation answers. */
export function itemsOf<T>(example: object): readonly T[] {
  return answerOf<{ readonly items: readonly T[] }>(example).items;
}
