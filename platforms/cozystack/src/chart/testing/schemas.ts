// The releases that the tests run against, as OpenAPI documents.
import { readFileSync } from 'node:fs';
import { readShape } from '../shape/read-shape.ts';
import type { Schema } from '../shape/schema.ts';
import type { Shape } from '../shape/shape.ts';

/** Releases of which there is a schema; the last is the newest commit that was recorded. */
export const RELEASES = ['1.1.2', '1.4.0', '1.6.2', '3c780ac'] as const;

export type Release = (typeof RELEASES)[number];

/** The schema of the values. */
export function schemaOf(release: Release): Schema {
  const file = new URL(`../../../schemas/kubernetes-${release}.schema.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Schema;
}

const NAME = 'com.github.cozystack.cozystack.pkg.apis.apps.v1alpha1.Kubernetes';

/** The document that serves a schema of values. @param version of OpenAPI */
export function documentOf(spec: Schema, version: 2 | 3 = 3): object {
  const schemas = {
    [NAME]: {
      type: 'object',
      properties: { spec },
      'x-kubernetes-group-version-kind': [
        { group: 'apps.cozystack.io', kind: 'Kubernetes', version: 'v1alpha1' },
      ],
    },
  };
  return version === 3
    ? { openapi: '3.0.0', components: { schemas } }
    : { swagger: '2.0', definitions: schemas };
}

export function shapeOf(release: Release): Shape {
  return readShape(documentOf(schemaOf(release)))!;
}
