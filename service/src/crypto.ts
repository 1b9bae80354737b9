// Bytes as text, digests and the names of keys, through what browsers have too.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Base64url without padding. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Base64 with padding, as in PEM and kubeconfig files. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Reads either alphabet, with or without padding. @throws when it is not base64 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** Up to here a digest in JavaScript is done before WebCrypto's has come back from its thread. */
const SHORT = 2048;

/** The SHA-256 of a text in hexadecimal digits. Every request needs one of its token. */
export async function digestOf(text: string): Promise<string> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= SHORT) return bytesToHex(sha256(bytes));
  return bytesToHex(new Uint8Array(await globalThis.crypto.subtle.digest('SHA-256', bytes)));
}

// Names of WebCrypto's types, taken from its functions: the core is compiled without the types of browsers.
type Subtle = typeof globalThis.crypto.subtle;

/** A key that WebCrypto holds. */
export type CryptoKey = Awaited<ReturnType<Subtle['importKey']>>;
