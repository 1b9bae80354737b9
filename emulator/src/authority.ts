// The authority of a cluster from a seed: Ed25519 signs the same text with the same bytes every time, so that a cluster of
// one seed has one certificate. It is a true one, which only nothing behind it ever serves.
import type { Authority, Issue } from '@hikube/platform-simulated';
import { bits, bytesOf, context, integer, octets, oid, sequence, set, time, utf8 } from './der.ts';

const ED25519 = oid([1, 3, 101, 112]);
const COMMON_NAME = oid([2, 5, 4, 3]);
const BASIC_CONSTRAINTS = oid([2, 5, 29, 19]);
const KEY_USAGE = oid([2, 5, 29, 15]);
const TRUE = Uint8Array.of(0x01, 0x01, 0xff);
/** keyCertSign, the sixth bit; one bit of the byte is not used. */
const CERT_SIGN = Uint8Array.of(0x03, 0x02, 0x02, 0x04);
const VERSION_3 = context(0, integer(Uint8Array.of(2)));
const YEARS = 10;
const SEED_BYTES = 32;

/** Makes it from the chance of the issue alone. */
export async function seededAuthority(name: string, { now, random }: Issue): Promise<Authority> {
  const privateKey = bytesOf(
    sequence(integer(Uint8Array.of(0)), sequence(ED25519), octets(octets(random.bytes(SEED_BYTES)))),
  );
  const { subtle } = globalThis.crypto;
  const key = await subtle.importKey('pkcs8', privateKey, { name: 'Ed25519' }, true, ['sign']);
  const { x = '' } = (await subtle.exportKey('jwk', key)) as { x?: string };
  const subject = sequence(set(sequence(COMMON_NAME, utf8(name))));
  const until = new Date(now);
  until.setUTCFullYear(until.getUTCFullYear() + YEARS);
  const signed = sequence(
    VERSION_3,
    integer(serial(random.bytes(16))),
    sequence(ED25519),
    subject,
    sequence(time(new Date(now)), time(until)),
    subject,
    sequence(sequence(ED25519), bits(fromBase64Url(x))),
    context(
      3,
      sequence(
        sequence(BASIC_CONSTRAINTS, TRUE, octets(sequence(TRUE))),
        sequence(KEY_USAGE, TRUE, octets(CERT_SIGN)),
      ),
    ),
  );
  const signature = new Uint8Array(await subtle.sign('Ed25519', key, bytesOf(signed)));
  return { certificate: pem(sequence(signed, sequence(ED25519), bits(signature))), privateKey };
}

/** Positive and without a leading zero, as DER wants it. */
function serial(bytes: Uint8Array): Uint8Array {
  bytes[0] = 0x40 | (bytes[0]! & 0x3f);
  return bytes;
}

function fromBase64Url(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
}

function pem(bytes: Uint8Array): string {
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const lines = text.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}
