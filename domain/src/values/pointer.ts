// JSON pointers (RFC 6901): how findings name a place, and how clients map them to attributes.

/** Appends reference tokens to a pointer, escaping `~` and `/`. */
export function at(pointer: string, ...tokens: readonly (string | number)[]): string {
  return pointer + tokens.map((token) => `/${escapeToken(String(token))}`).join('');
}

function escapeToken(token: string): string {
  return /[~/]/.test(token) ? token.replaceAll('~', '~0').replaceAll('/', '~1') : token;
}

/**
 * The reference tokens of a pointer, unescaped.
 * `undefined` when the text is not a pointer: not empty and not starting with `/`.
 */
export function pointerTokens(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((token) => (token.includes('~') ? token.replaceAll('~1', '/').replaceAll('~0', '~') : token));
}
