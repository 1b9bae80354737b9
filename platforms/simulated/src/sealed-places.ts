// Where the simulated platform keeps secrets.
import type { SealedPlace } from '@hikube/service/platform';
import { KEYS_OF_AUTHORITIES } from './access/records.ts';
import { SECRETS_OF_USERS } from './kubernetes/objects/documents.ts';

/** The kinds of records that hold one, and how each is sealed again. */
export const SEALED_PLACES = [KEYS_OF_AUTHORITIES, SECRETS_OF_USERS] as readonly SealedPlace[];
