// Encryption at rest: AES-256-GCM under a master key whose id stands beside the text, so that keys can be rotated.
import { fromBase64, toBase64Url } from '../crypto.ts';
import type { Random } from '../random.ts';
import { systemRandom } from '../random.ts';
import type { MasterKey } from './master-keys.ts';
import { newMasterKeyText, parseMasterKeys } from './master-keys.ts';

/** A secret that may be stored: `v1.<key id>.<nonce>.<ciphertext>`. */
export type Sealed = string;

/** Encrypts and decrypts. */
export interface Envelope {
  /**
   * @param purpose what the secret belongs to; it must be given again to open it, so that a sealed text that was
   *   copied to another record stays closed
   */
  seal(secret: Uint8Array<ArrayBuffer>, purpose: string): Promise<Sealed>;
  /** @throws SealError when the key is not there, the text was changed, or the purpose is another one */
  open(sealed: Sealed, purpose: string): Promise<Uint8Array<ArrayBuffer>>;
  /** Whether the newest key sealed it; what it did not seal should be sealed again. */
  isCurrent(sealed: Sealed): Promise<boolean>;
}

/** A sealed secret cannot be opened; the message is a sentence for the operator. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

const VERSION = 'v1';
const NONCE_BYTES = 12;

/**
 * @param keys the first encrypts, all decrypt; at least one
 * @param random a nonce must never repeat under one key, so that a predictable source is for simulations only
 */
export function createEnvelope(
  keys: readonly MasterKey[] | Promise<readonly MasterKey[]>,
  random: Random = systemRandom,
): Envelope {
  const { subtle } = globalThis.crypto;
  return {
    async seal(secret, purpose) {
      const { id, key } = newest(await keys);
      const nonce = Uint8Array.from(random.bytes(NONCE_BYTES));
      const sealed = await subtle.encrypt(algorithm(nonce, purpose), key, secret);
      return [VERSION, id, toBase64Url(nonce), toBase64Url(new Uint8Array(sealed))].join('.');
    },
    async open(sealed, purpose) {
      const { id, nonce, text } = parse(sealed);
      const found = (await keys).find((key) => key.id === id);
      if (found === undefined) throw missingKey(id);
      try {
        return new Uint8Array(await subtle.decrypt(algorithm(nonce, purpose), found.key, text));
      } catch {
        throw new SealError(
          'A stored secret was changed, or belongs to another record: restore it from a backup.',
        );
      }
    },
    isCurrent: async (sealed) => parse(sealed).id === newest(await keys).id,
  };
}

/** An envelope for secrets that end with the process: its key is made at the first use and kept nowhere. */
export function createTransientEnvelope(random: Random = systemRandom): Envelope {
  let keys: Promise<readonly MasterKey[]> | undefined;
  const made = (): Envelope => {
    keys ??= parseMasterKeys(newMasterKeyText(systemRandom), 'a made-up key');
    return createEnvelope(keys, random);
  };
  return {
    seal: (secret, purpose) => made().seal(secret, purpose),
    open: (sealed, purpose) => made().open(sealed, purpose),
    isCurrent: (sealed) => made().isCurrent(sealed),
  };
}

/** The id of the key that sealed it. @throws SealError when the text has another form */
export function keyIdOf(sealed: Sealed): string {
  return parse(sealed).id;
}

function newest(keys: readonly MasterKey[]): MasterKey {
  const [first] = keys;
  if (first === undefined) throw new SealError('There is no master key to encrypt with: configure one.');
  return first;
}

function algorithm(iv: Uint8Array<ArrayBuffer>, purpose: string) {
  return { name: 'AES-GCM', iv, additionalData: new TextEncoder().encode(purpose) };
}

function parse(sealed: Sealed): {
  readonly id: string;
  readonly nonce: Uint8Array<ArrayBuffer>;
  readonly text: Uint8Array<ArrayBuffer>;
} {
  const [version, id = '', nonce = '', text = '', ...rest] = sealed.split('.');
  if (version !== VERSION || rest.length > 0)
    throw new SealError('A stored secret has a form that is not known.');
  return { id, nonce: fromBase64(nonce), text: fromBase64(text) };
}

function missingKey(id: string): SealError {
  return new SealError(
    `A stored secret was encrypted with the key ${id}, which is not among the keys of this service: add it to HIKUBE_SECRET_KEYS behind the newest one, or restore the key file.`,
  );
}
