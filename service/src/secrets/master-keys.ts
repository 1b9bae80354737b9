// Master keys: 32 random bytes each, named by their digest, so that nobody has to number them.
import { type CryptoKey, digestOf, fromBase64, toBase64 } from '../crypto.ts';
import type { Random } from '../random.ts';

/** A key that encrypts secrets. */
export interface MasterKey {
  /** The first digits of a digest of the key: tells keys apart and reveals nothing of them. */
  readonly id: string;
  /** AES-256-GCM; cannot be read out again. */
  readonly key: CryptoKey;
}

const KEY_BYTES = 32;
const ID_DIGITS = 12;

/** Where the keys came from, for the sentence that refuses them. */
const WANTED = '32 random bytes in base64, as "openssl rand -base64 32" prints them';

/**
 * Reads keys, separated by commas or white space: the first encrypts, all decrypt.
 * @param source what the operator calls the place, such as `HIKUBE_SECRET_KEYS`
 * @throws RangeError with a sentence for the operator that does not repeat a key
 */
export async function parseMasterKeys(text: string, source: string): Promise<readonly MasterKey[]> {
  const parts = text.split(/[\s,]+/).filter((part) => part !== '');
  if (parts.length === 0) throw new RangeError(`${source} holds no key: put ${WANTED} into it.`);
  const keys = await Promise.all(parts.map((part, index) => readKey(part, index, source)));
  const ids = keys.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice !== -1) throw new RangeError(`${source} holds the same key twice (key ${twice + 1}): remove it.`);
  return keys;
}

/** A new key in the spelling that `parseMasterKeys` reads. */
export function newMasterKeyText(random: Random): string {
  return toBase64(random.bytes(KEY_BYTES));
}

async function readKey(text: string, index: number, source: string): Promise<MasterKey> {
  const bytes = decode(text);
  if (bytes?.length !== KEY_BYTES) {
    throw new RangeError(`Key ${index + 1} of ${source} is not a key: use ${WANTED}.`);
  }
  const id = (await digestOf(`hikube master key ${toBase64(bytes)}`)).slice(0, ID_DIGITS);
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);
  return { id, key };
}

function decode(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return fromBase64(text);
  } catch {
    return undefined;
  }
}
