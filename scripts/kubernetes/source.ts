// The file that keeps what the table of kinds is made of, as it is read and written.
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { GoField } from './go-structs.ts';

/** A resource as discovery documents list it; `name` is `pods` or `pods/status`. */
export interface DiscoveredResource {
  readonly name: string;
  readonly singularName: string;
  readonly namespaced: boolean;
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
}

/** A schema of an OpenAPI 3 document. */
export type Schema = Readonly<Record<string, unknown>>;

/** What one group and version brings. */
export interface GroupVersion {
  readonly group: string;
  readonly version: string;
  readonly resources: readonly DiscoveredResource[];
  /** Names of the schemas that its document holds. */
  readonly schemas: readonly string[];
}

/** An object that a cluster has from its first moment. */
export interface BootstrapObject {
  /** `clusterroles.rbac.authorization.k8s.io`. */
  readonly resource: string;
  readonly object: Readonly<Record<string, unknown>>;
}

/** The whole file. */
export interface Source {
  /** Such as `1.36.0`. */
  readonly version: string;
  readonly groupVersions: readonly GroupVersion[];
  readonly schemas: Readonly<Record<string, Schema>>;
  /** Fields of the Go struct behind a schema, in the order of the source. */
  readonly structs: Readonly<Record<string, readonly GoField[]>>;
  /** Roles and bindings of every cluster. */
  readonly roles: readonly BootstrapObject[];
}

const FILE = resolve(import.meta.dirname, '../../kubernetes-api/source/kubernetes.json.gz');

export async function readSource(): Promise<Source> {
  return JSON.parse(gunzipSync(await readFile(FILE)).toString('utf8')) as Source;
}

export async function writeSource(source: Source): Promise<number> {
  const bytes = gzipSync(`${JSON.stringify(source)}\n`, { level: 9 });
  await writeFile(FILE, bytes);
  return bytes.length;
}
