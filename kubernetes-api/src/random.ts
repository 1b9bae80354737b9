// The only source of chance: identifiers and the ends of generated names are drawn here.

/** Draws random values. */
export interface Random {
  /** A random (version 4) UUID. */
  uuid(): string;
  /** The five characters that follow a `generateName`. */
  suffix(): string;
}

// As Kubernetes does: no vowels and no digits that look like them, so that no word comes out.
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** Cryptographically strong, from the runtime. */
export const systemRandom: Random = {
  uuid: () => globalThis.crypto.randomUUID(),
  suffix() {
    const bytes = globalThis.crypto.getRandomValues(new Uint8Array(5));
    return Array.from(bytes, (byte) => ALPHABET[byte % ALPHABET.length]).join('');
  },
};
