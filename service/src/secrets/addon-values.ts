// Secret values of an add-on: sealed in its record, and open only where they are compared and where the platform is told.
import { canonicalJson, equalValues } from '@hikube/domain';
import { kinds } from '../model/keys.ts';
import { type Envelope, SealError, type Sealed } from './envelope.ts';

/** The record that sealed values belong to; copied to another one, they stay closed. */
export interface AddonPlace {
  readonly tenant: string;
  /** Name of the cluster. */
  readonly cluster: string;
  /** Id of the add-on. */
  readonly name: string;
}

/** Helm values. */
export type SecretValues = Readonly<Record<string, unknown>>;

/** Seals the values. */
export function sealValues(
  values: SecretValues,
  place: AddonPlace,
  envelope: Pick<Envelope, 'seal'>,
): Promise<Sealed> {
  return envelope.seal(new TextEncoder().encode(canonicalJson(values)), valuesPurpose(place));
}

/** The values again. @throws SealError when they cannot be opened */
export async function openValues(
  sealed: Sealed,
  place: AddonPlace,
  envelope: Pick<Envelope, 'open'>,
): Promise<SecretValues> {
  const text = new TextDecoder().decode(await envelope.open(sealed, valuesPurpose(place)));
  return JSON.parse(text) as SecretValues;
}

/**
 * Whether these are the sealed values, by their meaning. Values whose key is lost are none that anybody could write
 * again: they differ from all others, so that a write replaces them.
 */
export async function areSealedValues(
  values: SecretValues,
  sealed: Sealed,
  place: AddonPlace,
  envelope: Pick<Envelope, 'open'>,
): Promise<boolean> {
  try {
    return equalValues(place.name, await openValues(sealed, place, envelope), values);
  } catch (error) {
    if (error instanceof SealError) return false;
    throw error;
  }
}

/** What sealed values belong to. */
export function valuesPurpose({ tenant, cluster, name }: AddonPlace): string {
  return `${kinds.Addon}/${tenant}/${cluster}/${name}`;
}
