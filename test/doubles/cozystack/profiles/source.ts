// What a release of the platform brings: its kinds, its custom resource definitions and its roles, as they are in its
// sources. How the files come about is in source/README.md.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Schema } from '@hikube/kubernetes-api';

/** A kind of `apps.cozystack.io`, as an ApplicationDefinition says it. */
export interface Application {
  readonly kind: string;
  readonly plural: string;
  readonly singular: string;
  /** In front of the name of its HelmRelease. */
  readonly prefix: string;
  /** Of its HelmReleases. */
  readonly labels: Readonly<Record<string, string>>;
  /** Of the definition. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly chart: string;
  /** Which Secrets a tenant sees. */
  readonly secrets: readonly { readonly resourceNames?: readonly string[] }[];
  /** Of the spec. */
  readonly schema: Schema;
}

export interface Source {
  readonly applications: readonly Application[];
  readonly customResourceDefinitions: readonly { readonly metadata: { readonly name: string } }[];
  readonly clusterRoles: readonly object[];
}

/** Releases of which there are sources; the last is the commit that the recordings were made with. */
export type Release = '1.1.2' | '1.6.2' | '3c780ac';

const SCHEMAS = new URL('../../../../platforms/cozystack/schemas/', import.meta.url);
const SOURCES = new URL('../source/', import.meta.url);
const known = new Map<Release, Source>();

/** Read once. */
export function sourceOf(release: Release): Source {
  let source = known.get(release);
  if (source === undefined) {
    source = read(release);
    known.set(release, source);
  }
  return source;
}

function read(release: Release): Source {
  const bytes = gunzipSync(readFileSync(new URL(`${release}.json.gz`, SOURCES)));
  const found = JSON.parse(bytes.toString('utf8')) as Source;
  return {
    ...found,
    applications: found.applications.map((application) => ({
      ...application,
      // The schema that the driver is checked against stands once in the project.
      schema: application.schema ?? kubernetesSchema(release),
    })),
  };
}

function kubernetesSchema(release: Release): Schema {
  return JSON.parse(readFileSync(new URL(`kubernetes-${release}.schema.json`, SCHEMAS), 'utf8')) as Schema;
}
