// WebCrypto without other threads. Its own functions hand their work to threads, whose answers come when the machine has
// time: between two of them virtual time would stand or move as the load of the machine wants it.
import { createECDH, createHash } from 'node:crypto';
import { createSeededRandom } from '@hikube/service';

type Subtle = typeof globalThis.crypto.subtle;
type Key = Awaited<ReturnType<Subtle['importKey']>>;

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/**
 * Takes the place of what the service asks of WebCrypto, with one key pair for everybody that is the same in every
 * process. What it does not know it refuses, so that no thread comes back unseen.
 * @returns puts the original back
 */
export async function cryptoAtOnce(): Promise<() => void> {
  const { subtle } = globalThis.crypto;
  const pair = await keyPair(subtle);
  const exported = new Map<Key, ArrayBuffer>([
    [pair.privateKey, await subtle.exportKey('pkcs8', pair.privateKey)],
    [pair.publicKey, await subtle.exportKey('spki', pair.publicKey)],
  ]);
  const known: Readonly<Record<string, unknown>> = {
    digest: async (algorithm: string | { readonly name: string }, data: ArrayBuffer) =>
      hashed(typeof algorithm === 'string' ? algorithm : algorithm.name, data),
    generateKey: async () => pair,
    exportKey: async (_format: string, key: Key) => exported.get(key) ?? refuse('exportKey of another key'),
    // As long as a signature. Nobody checks one here, and a real one is another one each time.
    sign: async (_algorithm: unknown, _key: Key, data: ArrayBuffer) => hashed('SHA-512', data),
  };
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(subtle)).filter(
    (name) => name !== 'constructor',
  );
  for (const name of names) {
    const value = known[name] ?? (async () => refuse(name));
    Object.defineProperty(subtle, name, { value, configurable: true, writable: true });
  }
  return () => {
    for (const name of names) delete (subtle as unknown as Record<string, unknown>)[name];
  };
}

/** A key from a seed: it protects nothing. */
async function keyPair(subtle: Subtle): Promise<{ readonly privateKey: Key; readonly publicKey: Key }> {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(createSeededRandom('a key of the simulation').bytes(32));
  const point = curve.getPublicKey();
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: base64Url(point.subarray(1, 33)),
    y: base64Url(point.subarray(33)),
  };
  return {
    privateKey: await subtle.importKey(
      'jwk',
      { ...jwk, d: base64Url(curve.getPrivateKey()) },
      ALGORITHM,
      true,
      ['sign'],
    ),
    publicKey: await subtle.importKey('jwk', jwk, ALGORITHM, true, ['verify']),
  };
}

function base64Url(bytes: Buffer): string {
  return bytes.toString('base64url');
}

function hashed(algorithm: string, data: ArrayBuffer): ArrayBuffer {
  const name = algorithm.replace('-', '').toLowerCase();
  return Uint8Array.from(createHash(name).update(new Uint8Array(data)).digest()).buffer;
}

function refuse(what: string): never {
  throw new Error(`The simulation cannot do ${what} at once: teach crypto-at-once.ts how.`);
}
