// @hikube/domain/manifest: a door of its own, so that whoever has nothing to do with manifests does not load their rules.
export { ANNOTATION_PREFIX } from './annotations.ts';
export {
  MANIFEST_API_VERSION,
  MANIFEST_KIND,
  type ManifestShape,
  manifestShapeOf,
} from './form.ts';
export { mergeManifest } from './merge-manifest.ts';
export { manifestPointer } from './origins.ts';
export { type ManifestContext, type ManifestReading, readManifest } from './read-manifest.ts';
export type { ManifestNote, ManifestNoteCode, ManifestOrigins } from './reading.ts';
export { writeManifest } from './write-manifest.ts';
