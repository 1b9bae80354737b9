// The normalisers that the contract names: how one meaning with several spellings is compared and stored.
import { equalDurations, normaliseDuration } from './duration.ts';
import { equalJsonTexts, normaliseJsonText } from './json.ts';
import { equalQuantities, normaliseQuantity } from './quantity.ts';
import { equalVersionText, normaliseVersion } from './version.ts';

/** Two functions on one kind of text. */
export interface Normaliser {
  /** The one normal form, or `undefined` when the text is not of this kind. Idempotent. */
  readonly normalise: (text: string) => string | undefined;
  /** Whether two texts mean the same. Texts that are not of this kind are equal only when they are identical. */
  readonly equal: (a: string, b: string) => boolean;
}

/** Every normaliser by the name that `x-hikube-terraform.normaliser` uses in the contract. */
export const normalisers = Object.freeze({
  kubernetesVersion: { normalise: normaliseVersion, equal: equalVersionText },
  quantity: { normalise: normaliseQuantity, equal: equalQuantities },
  duration: { normalise: normaliseDuration, equal: equalDurations },
  json: { normalise: normaliseJsonText, equal: equalJsonTexts },
}) satisfies Readonly<Record<string, Normaliser>>;

/** Name of a normaliser. */
export type NormaliserName = keyof typeof normalisers;
