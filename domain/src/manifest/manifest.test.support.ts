// What the tests of manifests share: the frame of a manifest, and what a reading says. Not part of the package.
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import type { JsonObject } from '../values/read.ts';
import { type ManifestReading, readManifest } from './read-manifest.ts';

/** A complete manifest with this `spec`. */
export function manifestOf(spec: unknown, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind: 'Kubernetes',
    metadata: { name: 'prod', ...metadata },
    spec,
  };
}

/** Reads a manifest with this `spec` against the catalogue that Hikube documents. */
export function readSpec(spec: unknown, metadata: JsonObject = {}): ManifestReading {
  return readManifest(manifestOf(spec, metadata), { name: 'prod', catalogue: HIKUBE });
}

/** The notes without their sentences: `code pointer`, and where there is one ` → to`. */
export function told({ notes }: ManifestReading): readonly string[] {
  return notes.map(({ code, pointer, to }) => `${code} ${pointer}${to === undefined ? '' : ` → ${to}`}`);
}
