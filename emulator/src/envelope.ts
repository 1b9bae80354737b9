// What an emulator keeps is no secret: it is spelled so that a snapshot of it can be opened again by another process.
import { type Envelope, SealError } from '@hikube/service/secrets';

const PREFIX = 'emulated';

/** Seals nothing, and notices all the same when a text was copied to where it does not belong. */
export const openEnvelope: Envelope = {
  async seal(secret, purpose) {
    return [PREFIX, encode(new TextEncoder().encode(purpose)), encode(secret)].join('.');
  },
  async open(sealed, purpose) {
    const [prefix, owner, text] = sealed.split('.');
    if (prefix !== PREFIX || text === undefined)
      throw new SealError('A secret of the snapshot has a form that is not known.');
    if (owner !== encode(new TextEncoder().encode(purpose)))
      throw new SealError('A secret of the snapshot belongs to another record.');
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  },
  isCurrent: async (sealed) => sealed.startsWith(`${PREFIX}.`),
};

function encode(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
