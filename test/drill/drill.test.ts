// The drill: a person adds fields to the contract and nothing else. Either they travel by themselves, or the compiler
// names the place where something has to be said about them; none is accepted and lost on the way.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isForFullRun } from '../support/left-out.ts';
import { ADDITIONS, NEW_OPTIONS } from './additions.ts';
import { addMeanings, changeContract } from './change-contract.ts';
import { ProjectCopy } from './copy.ts';
import { followCompiler, followProps } from './follow.ts';

const PATIENCE_MS = 300_000;

type Json = Readonly<Record<string, unknown>>;
type Seen = Readonly<Record<(typeof OBJECTS)[number], Json>>;
type Which = 'created' | 'changed';

interface State {
  readonly values: Readonly<Record<string, Json>>;
  readonly isSettled: boolean;
}

/** What `drive.ts` prints. */
interface Driven {
  readonly api: Readonly<
    Record<
      'created' | 'patched' | 'afterManifest' | 'wish' | 'reset' | 'separate' | 'separatelyChanged',
      Seen
    >
  >;
  readonly terraform: Readonly<Record<'inline' | 'apart', Readonly<Record<Which, State>>>>;
  readonly cli: Readonly<Record<Which, Seen>>;
  readonly constructs: Json;
}

const OBJECTS = ['cluster', 'nodeGroup', 'addon'] as const;

let copy: ProjectCopy;
let driven: Driven;
let checked = 0;

const filesOf = (errors: readonly string[]) => [...new Set(errors.map((line) => line.split(':')[0]))];

/** The objects that an attribute tree has, by kind. */
function objectsOf(tree: Json | undefined): Seen {
  const { node_groups, addons } = (tree ?? {}) as Readonly<Record<string, Readonly<Record<string, Json>>>>;
  return {
    cluster: tree ?? {},
    nodeGroup: node_groups?.['web'] ?? {},
    addon: addons?.[NEW_OPTIONS.addon] ?? {},
  };
}

/** Compares every leaf of the object, and counts it. */
function expectApi(object: Json, which: Which): void {
  for (const { name, [which]: value } of ADDITIONS) {
    expect(object, name).toHaveProperty(name, value);
    checked += 1;
  }
}

function expectAttributes(object: Json, which: Which): void {
  for (const { attribute, [which]: value, inTerraform } of ADDITIONS) {
    expect(object, attribute).toHaveProperty(attribute, inTerraform?.(value) ?? value);
    checked += 1;
  }
}

beforeAll(async () => {
  copy = await ProjectCopy.create();
  await changeContract(copy);
  await copy.run('scripts/generate.ts');
}, PATIENCE_MS);

afterAll(async () => {
  console.log(
    `drill: ${ADDITIONS.length} shapes of fields on ${OBJECTS.length} objects and a new kind of options, ` +
      `${checked} values compared in answers, wishes, states, flags, constructs and pages, 0 lost`,
  );
  await copy.dispose();
});

// It compiles the project four times, so it is for the long run; the short one follows what it says there.
const leftOut = isForFullRun('What the compiler says of a new field');

test.skipIf(leftOut)(
  'the compiler names each place where something has to be said, and no other',
  async () => {
    expect(filesOf(await copy.typeErrors())).toEqual([
      'cdktf-provider/src/rules/every-field.ts',
      'domain/src/addon/facts.ts',
      'domain/src/addon/options.ts',
      'platforms/simulated/src/world/addons/summary.ts',
    ]);
    await followCompiler(copy);
    expect(filesOf(await copy.typeErrors())).toEqual([
      'cdktf-provider/src/constructs/parity.test.ts',
      'cdktf-provider/src/rules/shapes.ts',
    ]);
    await followProps(copy);
    expect(await copy.typeErrors()).toEqual([]);
  },
  PATIENCE_MS,
);

describe('then every field', () => {
  beforeAll(async () => {
    if (leftOut) {
      await followCompiler(copy);
      await followProps(copy);
    }
    const output = await copy.run('test/drill/drive.ts');
    driven = JSON.parse(output.slice(output.indexOf('{"api"'))) as Driven;
  }, PATIENCE_MS);

  test.each([
    ['a create', 'created', 'created'],
    ['a patch', 'patched', 'changed'],
    ['a manifest that is put back', 'afterManifest', 'changed'],
    ['a create of the child alone', 'separate', 'created'],
    ['a change of the child alone', 'separatelyChanged', 'changed'],
  ] as const)('comes back after %s', (_name, when, which) => {
    const seen = driven.api[when];
    // The cluster itself was reset before its children were written alone.
    const isAlone = when.startsWith('separate');
    for (const kind of isAlone ? OBJECTS.slice(1) : OBJECTS) expectApi(seen[kind], which);
    expect(seen.addon).toHaveProperty(['options', NEW_OPTIONS.name], NEW_OPTIONS[which]);
    checked += 1;
  });

  test('is told to the platform', () => {
    for (const kind of OBJECTS) expectApi(driven.api.wish[kind], 'changed');
    expect(driven.api.wish.addon).toHaveProperty(['options', NEW_OPTIONS.name], NEW_OPTIONS.changed);
    checked += 1;
  });

  test('goes back to its default, or away, when it is set to null', () => {
    for (const kind of OBJECTS) {
      for (const { name, reset } of ADDITIONS) {
        expect(driven.api.reset[kind][name], `${kind}.${name}`).toEqual(reset);
        checked += 1;
      }
    }
    expect(driven.api.reset.addon).not.toHaveProperty('options');
  });

  test.each(['created', 'changed'] as const)(
    'is in the state of terraform as it was %s, with nothing left to do',
    (which) => {
      const { inline, apart } = driven.terraform;
      expect([inline[which].isSettled, apart[which].isSettled]).toEqual([true, true]);
      const whole = objectsOf(inline[which].values['hikube_kubernetes_cluster']);
      const group = apart[which].values['hikube_kubernetes_node_group'] ?? {};
      const addon = apart[which].values['hikube_kubernetes_addon'] ?? {};
      for (const object of [whole.cluster, whole.nodeGroup, whole.addon, group, addon]) {
        expectAttributes(object, which);
      }
      for (const object of [whole.addon, addon]) {
        expect(object).toHaveProperty(['options', NEW_OPTIONS.attribute], NEW_OPTIONS[which]);
        checked += 1;
      }
    },
  );

  test.each(['created', 'changed'] as const)('is a flag of hikube, with which it is %s', (which) => {
    for (const kind of OBJECTS) expectApi(driven.cli[which][kind], which);
    expect(driven.cli[which].addon).toHaveProperty(['options', NEW_OPTIONS.name], NEW_OPTIONS[which]);
    checked += 1;
  });

  test('goes through the constructs', () => {
    const { resource } = driven.constructs as { resource: Record<string, Record<string, Json>> };
    const objects = objectsOf(resource['hikube_kubernetes_cluster']?.['it']);
    for (const kind of OBJECTS) expectAttributes(objects[kind], 'created');
    expect(objects.addon).toHaveProperty(['options', NEW_OPTIONS.attribute], NEW_OPTIONS.created);
    checked += 1;
  });

  test.each(['cluster', 'node_group', 'addon'])('stands on the page of %s', async (resource) => {
    const page = await copy.read(`terraform-provider/docs/resources/kubernetes_${resource}.md`);
    for (const { attribute, schema } of ADDITIONS) {
      expect(page).toMatch(new RegExp(`- \`${attribute}\` \\([^)]+\\) ${schema['description']}`));
      checked += 1;
    }
    for (const inner of ['inner_text', 'inner_switch']) expect(page).toContain(`- \`${inner}\` (`);
    if (resource !== 'node_group') expect(page).toContain(`- \`${NEW_OPTIONS.attribute}\` (`);
  });
});

test.skipIf(leftOut)(
  'the compiler names who has to know what a field means',
  async () => {
    await addMeanings(copy);
    await copy.run('scripts/generate.ts');
    expect(filesOf(await copy.typeErrors())).toEqual([
      'cdktf-provider/src/rules/every-field.ts',
      'domain/src/cluster/change.ts',
      'platforms/simulated/src/world/nodes/template.ts',
      'service/src/plan/desired/desired.ts',
      'service/src/reconciler/desired.ts',
    ]);
  },
  PATIENCE_MS,
);
