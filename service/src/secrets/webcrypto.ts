// Names of WebCrypto's types, taken from its functions: the core is compiled without the types of browsers.
type Subtle = typeof globalThis.crypto.subtle;

/** A key that WebCrypto holds. */
export type CryptoKey = Awaited<ReturnType<Subtle['importKey']>>;

/** A private key with its public key. */
export interface CryptoKeyPair {
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
}
