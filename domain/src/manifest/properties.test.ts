// Laws of manifests over random clusters: what is written reads back, and nothing that is added is swallowed.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { controlPlaneSize } from '../cluster/topology.ts';
import { isObject, type JsonObject } from '../values/read.ts';
import { completeCluster } from './clusters.test.support.ts';
import { mergeManifest } from './merge-manifest.ts';
import { readManifest } from './read-manifest.ts';
import { writeManifest } from './write-manifest.ts';

const RUNS = { numRuns: 300 };
const shape = fc.constantFrom('1.1.2' as const, '1.6' as const);

/** The cluster as the service completes it. */
function completed(cluster: JsonObject): JsonObject {
  const topology = cluster['topology'] ?? 'production';
  return {
    displayName: '',
    network: { exposure: 'proxied' },
    deletionProtection: false,
    deletion: { volumes: 'delete' },
    ...cluster,
    topology,
    controlPlane: controlPlaneSize({ topology, controlPlane: cluster['controlPlane'] }),
    nodeGroups: Object.fromEntries(
      Object.entries(cluster['nodeGroups'] as JsonObject).map(([name, group]) => [
        name,
        { labels: {}, taints: [], rollout: { maxSurge: 1, maxUnavailable: 0 }, ...(group as JsonObject) },
      ]),
    ),
  };
}

/** As JSON carries it, because the service writes and reads texts. */
function asJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value)) as JsonObject;
}

/** Empty Helm values mean the same as none, in a cluster as in the form. */
function withoutEmptyValues(cluster: JsonObject): JsonObject {
  const addons = Object.entries(cluster['addons'] as JsonObject).map(([id, addon]) => {
    const { valuesOverride, ...rest } = addon as JsonObject & { readonly valuesOverride?: JsonObject };
    const isEmpty = Object.keys(valuesOverride ?? {}).length === 0;
    return [id, isEmpty ? rest : { ...rest, valuesOverride }];
  });
  return { ...cluster, addons: Object.fromEntries(addons) };
}

describe('a written manifest', () => {
  test('reads back as the same cluster, with nothing to tell', () => {
    fc.assert(
      fc.property(completeCluster, shape, (cluster, form) => {
        const manifest = asJson(writeManifest(cluster as never, form));
        const reading = readManifest(manifest, { name: cluster.name, catalogue: HIKUBE });
        expect(withoutEmptyValues(completed(mergeManifest(undefined, reading.cluster)))).toEqual(
          withoutEmptyValues(asJson(cluster)),
        );
        expect([reading.notes, reading.findings]).toEqual([[], []]);
      }),
      RUNS,
    );
  });

  test('put back onto its cluster changes nothing', () => {
    fc.assert(
      fc.property(completeCluster, shape, (cluster, form) => {
        const { cluster: read } = readManifest(asJson(writeManifest(cluster as never, form)));
        expect(completed(mergeManifest(asJson(cluster), read))).toEqual(asJson(cluster));
      }),
      RUNS,
    );
  });

  test('put onto any cluster makes the form the same', () => {
    fc.assert(
      fc.property(completeCluster, completeCluster, shape, (wanted, current, form) => {
        const manifest = asJson(writeManifest(wanted as never, form));
        const merged = mergeManifest(asJson(current), readManifest(manifest).cluster);
        const again = asJson(writeManifest(merged as never, form));
        expect(withoutEmptyValues(again['spec'] as JsonObject)).toEqual(
          withoutEmptyValues(manifest['spec'] as JsonObject),
        );
      }),
      RUNS,
    );
  });
});

/** Every object of a manifest whose keys are the form's. */
function formObjects(manifest: JsonObject): readonly (readonly [string, Record<string, unknown>])[] {
  const found: [string, Record<string, unknown>][] = [];
  const add = (pointer: string, value: unknown) => {
    if (isObject(value)) found.push([pointer, value as Record<string, unknown>]);
  };
  const spec = manifest['spec'] as JsonObject;
  add('', manifest);
  add('/metadata', manifest['metadata']);
  add('/spec', spec);
  add('/spec/controlPlane', spec['controlPlane']);
  add('/spec/addons', spec['addons']);
  for (const [name, group] of Object.entries(spec['nodeGroups'] as JsonObject)) {
    add(`/spec/nodeGroups/${name}`, group);
    const { resources, gpus } = group as {
      readonly resources?: JsonObject;
      readonly gpus: readonly JsonObject[];
    };
    if (Object.keys(resources ?? {}).length > 0) add(`/spec/nodeGroups/${name}/resources`, resources);
    gpus.forEach((gpu, index) => {
      add(`/spec/nodeGroups/${name}/gpus/${index}`, gpu);
    });
  }
  for (const [key, addon] of Object.entries(spec['addons'] as JsonObject)) add(`/spec/addons/${key}`, addon);
  return found;
}

test('no key is swallowed, wherever it stands', () => {
  fc.assert(
    fc.property(completeCluster, shape, fc.nat(), (cluster, form, choice) => {
      const manifest = asJson(writeManifest(cluster as never, form));
      const objects = formObjects(manifest);
      const [pointer, object] = objects[choice % objects.length]!;
      object['unheardOf'] = 'x';
      const { notes } = readManifest(manifest);
      expect(notes.map((note) => [note.code, note.pointer])).toEqual([['ignored', `${pointer}/unheardOf`]]);
    }),
    RUNS,
  );
});
