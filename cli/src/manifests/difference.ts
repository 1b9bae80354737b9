// What a manifest would change, in lines: each field with what it is now and what is written, where both are known.
import { type Hikube, type Impact, isHikubeError } from '@hikube/sdk';
import { tokensOf } from '../contract/pointer.ts';
import { impactLines } from '../output/impact.ts';
import { plain } from '../output/table.ts';
import type { Manifest } from './documents.ts';

/** A manifest with what it would do. */
export interface Difference {
  readonly manifest: Manifest;
  readonly impact: Impact;
  /** Only if the cluster is still as it was compared. */
  readonly condition: { readonly ifMatch: string } | { readonly ifNoneMatch: '*' };
  readonly lines: readonly string[];
}

type Objects = Readonly<Record<string, unknown>>;

/** Asks the API what the manifest would do. */
export async function differenceOf(hikube: Hikube, manifest: Manifest): Promise<Difference> {
  const { name, text } = manifest;
  const etag = await etagOf(hikube, name);
  const condition = etag === undefined ? ({ ifNoneMatch: '*' } as const) : { ifMatch: etag };
  const [impact, now] = await Promise.all([
    hikube.manifests.previewPut(name, text, condition),
    etag === undefined ? {} : objectsOf(hikube, name),
  ]);
  const lines = impactLines(impact).flatMap((line, index) => {
    const change = impact.changes[index];
    return change === undefined || change.action !== 'update'
      ? [line]
      : [line, ...valuesOf(change, manifest, now)];
  });
  return { manifest, impact, condition, lines };
}

async function etagOf(hikube: Hikube, name: string): Promise<string | undefined> {
  try {
    const { response } = await hikube.manifests.get(name).withResponse();
    return response.headers.get('ETag') ?? undefined;
  } catch (error) {
    if (isHikubeError(error, 'not_found')) return undefined;
    throw error;
  }
}

/** Everything of the cluster, by kind and name. */
async function objectsOf(hikube: Hikube, name: string): Promise<Objects> {
  const [cluster, groups, addons] = await Promise.all([
    hikube.clusters.get(name),
    hikube.nodeGroups.list(name).toArray(),
    hikube.addons.list(name).toArray(),
  ]);
  return Object.fromEntries([
    [`Cluster ${name}`, cluster],
    ...groups.map((group) => [`NodeGroup ${group.name}`, group]),
    ...addons.map((addon) => [`Addon ${addon.name}`, addon]),
  ]);
}

function valuesOf(
  { target, fields }: Impact['changes'][number],
  { value }: Manifest,
  now: Objects,
): string[] {
  const written =
    target.kind === 'NodeGroup' ? at(value, `/spec/nodeGroups/${target.name}`) : at(value, '/spec');
  return fields.map((pointer) => {
    const before = show(at(now[`${target.kind} ${target.name}`], pointer));
    const after = target.kind === 'Addon' ? undefined : at(written, pointer);
    return `    ${pointer}: ${before}${after === undefined ? ' -> changed' : ` -> ${show(after)}`}`;
  });
}

const show = (value: unknown) => (value === undefined ? 'nothing' : plain(JSON.stringify(value)));

function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const token of tokensOf(pointer)) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[token];
  }
  return found;
}
