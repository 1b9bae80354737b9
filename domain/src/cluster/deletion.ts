// What stays when a cluster is deleted.
import { hasCapability, type KnownCatalogue } from '../catalogue/catalogue.ts';
import { error, type Finding } from '../finding.ts';
import { didYouMean } from '../values/nearest-name.ts';
import { at } from '../values/pointer.ts';
import { checkObject, checkString, show } from '../values/read.ts';

/** What becomes of the persistent volumes of a cluster that is deleted. */
export const VOLUMES_AFTER: readonly string[] = Object.freeze(['delete', 'retain']);

/** Checks `deletion` of a cluster. */
export function checkDeletion(
  deletion: unknown,
  catalogue?: KnownCatalogue,
  pointer = '/deletion',
): readonly Finding[] {
  const place = at(pointer, 'volumes');
  return checkObject(deletion, pointer, 'deletion', (object) =>
    checkString(object['volumes'], place, 'deletion.volumes', (text) => {
      if (!VOLUMES_AFTER.includes(text)) {
        const detail = `deletion.volumes must be delete or retain, not ${show(text)}.${didYouMean(text, VOLUMES_AFTER)}`;
        return [error(place, 'invalid_value', detail, VOLUMES_AFTER)];
      }
      if (text !== 'retain' || hasCapability(catalogue, 'volumes.retain') !== false) return [];
      const detail =
        'This platform deletes the volumes together with their cluster and cannot retain them; use deletion.volumes ' +
        '"delete", and copy what you need out of the cluster before it is deleted.';
      return [error(place, 'capability_missing', detail, ['delete'])];
    }),
  );
}
