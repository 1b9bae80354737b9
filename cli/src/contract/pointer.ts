// JSON pointers, with which the API names places in a body.

/** The names on the way to a place. */
export const tokensOf = (pointer: string): string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));

export const pointerTo = (place: readonly string[]): string =>
  place.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
