// From a field of the cluster back to its place in the manifest, so that an error points into what was sent.
import type { ManifestOrigins } from './reading.ts';

const ANNOTATIONS = '/metadata/annotations/';

/**
 * The place in the manifest that a pointer into the cluster means: that of the field itself, or below that of the
 * nearest one around it. A setting that travels in an annotation is the whole annotation, which is a text.
 */
export function manifestPointer(origins: ManifestOrigins, pointer: string): string {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
    const origin = origins.get(pointer.slice(0, end));
    if (origin !== undefined) return origin.startsWith(ANNOTATIONS) ? origin : origin + pointer.slice(end);
  }
  return pointer === '' ? '' : `/spec${pointer}`;
}
