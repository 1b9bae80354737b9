// Generated clusters against the schemas of the releases: what is written is valid, comes back as it was meant, and leaves
// alone what it does not know.
import { readFileSync } from 'node:fs';
import { canonicalJson, equalJson, isObject } from '@hikube/domain';
import type { Schema as ServedSchema } from '@hikube/kubernetes-api';
import {
  type ChartCluster,
  clusterOf,
  contractFieldOf,
  neutralGroup,
  readShape,
  refusalsOf,
  type Shape,
  settingsOf,
  specOf,
} from '@hikube/platform-cozystack';
import { Ajv, type ValidateFunction } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { withDefaults } from '../doubles/cozystack/applications/defaults.ts';
import { scaled } from '../support/scale.ts';
import { clustersOf, strangeThings, valueAt, withStrange } from './clusters.ts';

const RUNS = scaled(1000);
const SEED = 20261128;
const RELEASES = ['1.1.2', '1.4.0', '1.6.2', '3c780ac'];

const OWNED = [
  ...new Set(
    RELEASES.flatMap((release) => settingsOf(openRelease(release).shape.schema).map(({ path }) => path)),
  ),
].filter((path) => contractFieldOf(path) !== undefined);

describe.each(RELEASES)('%s', (release) => {
  const { shape, schema, isValid } = openRelease(release);
  /** As the server shows what it was sent. */
  const served = (spec: object): Record<string, unknown> =>
    withDefaults(JSON.parse(JSON.stringify(spec)), schema);

  test('every spec is valid, and says every setting that is offered and no other', () => {
    const written = new Set<string>();
    let groups = 0;
    check(clustersOf(shape), (cluster) => {
      const spec = specOf(cluster, shape);
      expect(isValid(served(spec)), JSON.stringify(isValid.errors)).toBe(true);
      expect(refusalsOf({ nodeGroups: cluster.nodeGroups, addons: cluster.addons }, shape)).toEqual([]);
      for (const path of pathsOf(spec, shape)) written.add(path);
      groups += Object.keys(spec['nodeGroups'] as object).length;
    });
    const offered = settingsOf(shape.schema).flatMap(({ path }) =>
      contractFieldOf(path) === undefined ? [] : [path],
    );
    expect([...written].sort()).toEqual([...offered].sort());
    console.log(
      `cozystack ${release}: ${RUNS} clusters with ${groups} groups are valid; ${offered.length} settings written`,
    );
  });

  test('what comes back is what was meant, and asks for no write', () => {
    check(clustersOf(shape), (cluster) => {
      const spec = specOf(cluster, shape);
      const shown = served(spec);
      // A text where an object belongs is shown as a default, and the release fails with it.
      expect(shown).toMatchObject(JSON.parse(JSON.stringify(spec)));
      const found = clusterOf(shown, shape);
      expect(meaningOf(found, shape)).toBe(meaningOf(cluster, shape));
      // Twice: from what was found alone, and with what people wrote.
      for (const again of [found, cluster])
        expect(canonicalJson(specOf(again, shape, shown))).toBe(canonicalJson(specOf(cluster, shape, spec)));
      expect(canonicalJson(served(specOf(found, shape, shown)))).toBe(canonicalJson(shown));
    });
  });

  test('a write leaves alone what it does not know', () => {
    let kept = 0;
    const story = fc.tuple(clustersOf(shape), clustersOf(shape)).chain(([before, after]) => {
      const names = before.nodeGroups.map(({ name }) => name);
      // Some groups stay, so that there is something in them to keep.
      const staying = {
        ...after,
        nodeGroups: [
          ...before.nodeGroups.slice(0, 2),
          ...after.nodeGroups.filter(({ name }) => !names.includes(name)),
        ],
      };
      return strangeThings(names, shape).map((strange) => ({ before, after: staying, strange }));
    });
    check(story, ({ before, after, strange }) => {
      const stored = served(withStrange(specOf(before, shape), strange));
      const shown = served(specOf(after, shape, stored));
      const names = after.nodeGroups.map(({ name }) => name);
      for (const path of leavesOf(stored)) {
        const [root, group] = path;
        if (root === 'nodeGroups' && !names.includes(group!)) continue;
        if (isOwned(path)) continue;
        expect(valueAt(shown, path), path.join('.')).toEqual(valueAt(stored, path));
        kept += 1;
      }
      expect(meaningOf(clusterOf(shown, shape), shape)).toBe(meaningOf(asStored(after, before), shape));
    });
    console.log(
      `cozystack ${release}: ${RUNS} writes over what others wrote; ${kept} foreign values as they were`,
    );
  });
});

function check<Value>(values: fc.Arbitrary<Value>, law: (value: Value) => void): void {
  fc.assert(fc.property(values, law), { numRuns: RUNS, seed: SEED });
}

interface OpenRelease {
  readonly shape: Shape;
  readonly schema: ServedSchema;
  readonly isValid: ValidateFunction;
}

function openRelease(release: string): OpenRelease {
  const file = new URL(
    `../../platforms/cozystack/schemas/kubernetes-${release}.schema.json`,
    import.meta.url,
  );
  const schema = JSON.parse(readFileSync(file, 'utf8')) as ServedSchema;
  const kind = { group: 'apps.cozystack.io', kind: 'Kubernetes', version: 'v1alpha1' };
  const schemas = { Kubernetes: { properties: { spec: schema }, 'x-kubernetes-group-version-kind': [kind] } };
  const isValid = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
  return { shape: readShape({ components: { schemas } })!, schema, isValid };
}

/** Both are chosen with the cluster. */
function asStored(after: ChartCluster, { host, storageClass }: ChartCluster): ChartCluster {
  return { ...after, host, storageClass };
}

/** A cluster as one text, without what no chart can tell. */
function meaningOf(
  { topology: _, controlPlane, nodeGroups, addons, ...cluster }: ChartCluster,
  shape: Shape,
): string {
  const groups = nodeGroups.map(({ uid: _, generation: __, instanceType, ...group }) => ({
    ...group,
    roles: [...group.roles].sort(),
    gpus: [...group.gpus].sort(),
    // Older releases cannot keep it beside a size.
    instanceType: shape.needsResources && group.resources !== undefined ? '' : instanceType,
  }));
  const others = addons.flatMap(({ id, values = {}, options }) => {
    const { ingress } = options ?? {};
    const isStandard = ingress?.exposure === 'proxied' && ingress.hosts?.length === 0;
    const isSwitched =
      [...shape.addons.values()].length > 0 && !['cilium', 'coredns', 'vertical-pod-autoscaler'].includes(id);
    if (!isSwitched && Object.keys(values).length === 0) return [];
    // A chart without a value is no value.
    const said = Object.entries(values).filter(([, inner]) => !equalJson(inner, {}));
    return [{ id, values: Object.fromEntries(said), ...(isStandard ? {} : { options }) }];
  });
  const byName = (a: { name?: string; id?: string }, b: { name?: string; id?: string }) =>
    (a.name ?? a.id!) < (b.name ?? b.id!) ? -1 : 1;
  return canonicalJson({
    ...cluster,
    replicas: controlPlane.replicas,
    groups: groups.sort(byName),
    addons: others.sort(byName),
  })!;
}

/** Settings that a spec says, as the schema names them. What the implicit group must say to be none is left out. */
function pathsOf(spec: Readonly<Record<string, unknown>>, shape: Shape): readonly string[] {
  return leavesOf(spec)
    .filter(
      (path) =>
        !(path[0] === 'nodeGroups' && equalJson(valueAt(spec, path.slice(0, 2)), neutralGroup(shape))),
    )
    .flatMap((path) => settingOf(path))
    .filter((path) => !/^nodeGroups\.\*\.(?:resources|roles|gpus)$/.test(path));
}

/** The setting that a place is: `nodeGroups.*.gpus[].name`. */
function settingOf(path: readonly string[]): string {
  const names = path.map((key, index) => (path[0] === 'nodeGroups' && index === 1 ? '*' : key));
  const free = names.indexOf('valuesOverride');
  const text = (free < 0 ? names : names.slice(0, free + 1)).join('.');
  return text.replaceAll(/\.\d+/g, '[]');
}

function isOwned(path: readonly string[]): boolean {
  const setting = settingOf(path);
  // An empty list or map is its settings without a value.
  return OWNED.some(
    (each) => each === setting || each.startsWith(`${setting}.`) || each.startsWith(`${setting}[`),
  );
}

/** Places of everything that is no object or list, or an empty one. */
function leavesOf(value: unknown, path: readonly string[] = []): readonly (readonly string[])[] {
  const isFree = path.at(-1) === 'valuesOverride';
  const inner = isFree || (!isObject(value) && !Array.isArray(value)) ? [] : Object.entries(value);
  return inner.length === 0 ? [path] : inner.flatMap(([key, each]) => leavesOf(each, [...path, key]));
}
