// The only source of chance of this package, so that tests can stand in for it.

/** A random UUID. */
export const newId = (): string => globalThis.crypto.randomUUID();
