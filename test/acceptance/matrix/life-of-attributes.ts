// The life of every attribute of a resource, all in one workspace: written, changed, changed by somebody else, imported,
// taken away, and gone. After each step both plans that follow are empty.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rewrite } from '../../support/stack.ts';
import type { PlanRun, ResourceChange, Workspace } from '../../support/terraform.ts';
import { errorsOf, expectEmpty, expectSuccess } from '../expect.ts';
import { importBlock, resource } from '../hcl.ts';
import { isSimulated, PATIENCE_MS, type Setting, setUp } from '../setting.ts';
import { patchOf, toApiValue, valueAt } from './api-values.ts';
import { type Leaf, rowOf } from './leaves.ts';
import { type Offer, offerOf } from './offer.ts';
import { attributeWith, sampleOf, type Which } from './samples.ts';
import type { Subject } from './subjects.ts';

/** What was done and seen to be so, for the one line that the run prints. */
interface Counts {
  written: number;
  changed: number;
  drifted: number;
  imported: number;
  compared: number;
  takenAway: number;
  gone: number;
  refused: number;
}

const addressOf = (subject: Subject, leaf: Leaf) => `${subject.type}.${labelOf(leaf)}`;
const labelOf = (leaf: Leaf) => leaf.name.replaceAll(/[^a-z_]+/g, '_');
const topOf = ({ chain }: Leaf) => chain[0];

function configuration(subject: Subject, which: Which | 'absent'): string {
  const objects = subject.leaves.map((leaf) => {
    const value = which === 'absent' ? {} : attributeWith(leaf, sampleOf(leaf, which));
    return resource(subject.type, labelOf(leaf), { ...subject.naming(leaf), ...value });
  });
  return subject.parents + objects.join('');
}

/** Attributes that a planned change touches, apart from the record of the work itself. */
function touched({ change: { before, after, after_unknown: unknown } }: ResourceChange): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {}), ...Object.keys(unknown)]);
  return [...names]
    .filter((name) => name !== 'last_operation')
    .filter(
      (name) => unknown[name] === true || JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]),
    )
    .sort();
}

/** The attribute, and those whose default follows from it. */
function mayTouch(leaf: Leaf, siblings: readonly TerraformAttribute[]): string[] {
  const { name, property } = topOf(leaf);
  const followers = siblings.filter((row) => row.dependsOn?.includes(property)).map((row) => row.name);
  return [name, ...followers].sort();
}

/** Each object is updated in place, in this one attribute. */
function expectEachChanged(plan: PlanRun, subject: Subject, leaves: readonly Leaf[]): void {
  expect(errorsOf(plan)).toEqual([]);
  const found = plan.changes.map((each) => [each.address, each.change.actions.join(), touched(each)]);
  const wanted = leaves.map((leaf) => [addressOf(subject, leaf), 'update', mayTouch(leaf, subject.rows)]);
  expect(found.sort()).toEqual(wanted.sort());
}

async function expectSettled(workspace: Workspace): Promise<void> {
  expectEmpty(await workspace.plan());
  expectEmpty(await workspace.plan(['-refresh=false']));
}

/** Sets have no order, whatever order an answer has. */
function comparable(leaf: Leaf, value: unknown): unknown {
  return rowOf(leaf).type === 'set' && Array.isArray(value) ? [...value].sort() : value;
}

async function expectInApi(
  setting: Setting,
  subject: Subject,
  expected: (leaf: Leaf) => unknown,
): Promise<void> {
  for (const leaf of subject.leaves) {
    const found = valueAt(leaf, await subject.read(setting.hikube, leaf));
    expect([leaf.name, comparable(leaf, found)]).toEqual([leaf.name, comparable(leaf, expected(leaf))]);
  }
}

/** A version never goes back, which is what drift and removal would ask for. */
const canGoBack = (leaf: Leaf) => leaf.name !== 'version' || topOf(leaf).normaliser !== 'kubernetesVersion';
/** What is left to the provider keeps the value that it had. */
const isKept = (leaf: Leaf) => topOf(leaf).class === 'derived-default' || isInline(leaf);
/** What stands inside an object is gone with it, unless that object has a default itself. */
const comesBack = (leaf: Leaf) => leaf.chain.length === 1 || topOf(leaf).class === 'constant-default';
/** A map that leaves the configuration releases its children as they are. */
const isInline = (leaf: Leaf) => topOf(leaf).inline !== undefined;

/** Each object is refused, for this one attribute, in words that say what to do. */
function expectEachRefused(plan: PlanRun, subject: Subject): void {
  const errors = plan.diagnostics.filter(({ severity }) => severity === 'error');
  for (const leaf of subject.refused) {
    const own = errors.filter(({ address }) => address === addressOf(subject, leaf));
    expect(own.map(({ summary, detail }) => `${summary}: ${detail}`)).toEqual([
      expect.stringMatching(/\b(remove|choose|use|leave)\b/i),
    ]);
    expect([leaf.name, own[0]?.snippet?.code]).toEqual([
      leaf.name,
      expect.stringContaining(topOf(leaf).name),
    ]);
  }
}

/** Declares the tests of one resource. @param subjectOf takes what is offered */
export function describeLife(type: string, subjectOf: (offer: Offer) => Subject): void {
  describe(type, () => {
    const setting = setUp();
    let subject: Subject;
    const inApi = (which: Which) => (leaf: Leaf) => toApiValue(rowOf(leaf), sampleOf(leaf, which));
    const counts: Counts = {
      written: 0,
      changed: 0,
      drifted: 0,
      imported: 0,
      compared: 0,
      takenAway: 0,
      gone: 0,
      refused: 0,
    };
    let workspace: Workspace;
    beforeAll(async () => {
      subject = subjectOf(await offerOf(setting.hikube));
      workspace = await setting.workspace();
    }, PATIENCE_MS);
    afterAll(() => {
      const { written, changed, drifted, imported, compared, takenAway, gone, refused } = counts;
      console.log(
        `attributes of ${type}: ${written} written, ${changed} changed in place, ${drifted} drifted, ` +
          `${takenAway} taken away, ${imported} objects imported (${compared} attributes compared, 0 ignored), ${gone} gone, ${refused} not offered and refused`,
      );
    });

    // Each step goes on from the one before, so only the first that fails has something to say.
    let isBroken = false;
    const step = (name: string, run: () => Promise<void>) =>
      test(
        name,
        async ({ skip }) => {
          if (isBroken) skip('An earlier step has failed.');
          isBroken = true;
          await run();
          isBroken = false;
        },
        2 * PATIENCE_MS,
      );

    step('written', async () => {
      await rewrite(workspace, configuration(subject, 0));
      expectSuccess(await workspace.apply());
      await expectInApi(setting, subject, inApi(0));
      await expectSettled(workspace);
      counts.written += subject.leaves.length;
    });

    step('changed in place', async () => {
      await rewrite(workspace, configuration(subject, 1));
      expectEachChanged(await workspace.plan(), subject, subject.leaves);
      expectSuccess(await workspace.apply());
      await expectInApi(setting, subject, inApi(1));
      await expectSettled(workspace);
      counts.changed += subject.leaves.length;
    });

    step('changed back by somebody else, and planned as it is written', async () => {
      const drifting = subject.leaves.filter(canGoBack);
      await Promise.all(
        drifting.map((leaf) => subject.patch(setting.hikube, leaf, patchOf(leaf, sampleOf(leaf, 0)))),
      );
      expectEachChanged(await workspace.plan(), subject, drifting);
      expectSuccess(await workspace.apply());
      await expectInApi(setting, subject, inApi(1));
      await expectSettled(workspace);
      counts.drifted += drifting.length;
    });

    step('imported as it was', async () => {
      const before = await statesOf(workspace, subject);
      await rm(join(workspace.folder, 'terraform.tfstate'));
      const parents = [...subject.parents.matchAll(/resource "(\w+)" "(\w+)"/g)].map(([, type, name]) =>
        importBlock(`${type}.${name}`, String(name)),
      );
      const objects = subject.leaves.map((leaf) => importBlock(addressOf(subject, leaf), subject.idOf(leaf)));
      await rewrite(workspace, configuration(subject, 1) + parents.join('') + objects.join(''));
      expect((await workspace.plan()).changes).toEqual([]);
      expectSuccess(await workspace.apply());
      expect(await statesOf(workspace, subject)).toEqual(asImported(before));
      await rewrite(workspace, configuration(subject, 1));
      await expectSettled(workspace);
      counts.imported += subject.leaves.length;
      counts.compared += Object.values(before).flatMap(Object.keys).length;
    });

    step('taken away', async () => {
      await rewrite(workspace, configuration(subject, 'absent'));
      const changing = subject.leaves.filter(
        (leaf) => topOf(leaf).class !== 'derived-default' && sampleOf(leaf, 1) !== topOf(leaf).default,
      );
      expectEachChanged(await workspace.plan(), subject, changing);
      expectSuccess(await workspace.apply());
      await expectInApi(setting, subject, (leaf) =>
        isKept(leaf) ? inApi(1)(leaf) : comesBack(leaf) ? rowOf(leaf).default : undefined,
      );
      await expectSettled(workspace);
      counts.takenAway += subject.leaves.length;
    });

    step('gone, and planned again', async () => {
      await Promise.all(subject.leaves.map((leaf) => subject.remove(setting.hikube, leaf)));
      const plan = await workspace.plan();
      expect(plan.changes.map(({ address, change }) => `${change.actions} ${address}`).sort()).toEqual(
        subject.leaves.map((leaf) => `create ${addressOf(subject, leaf)}`).sort(),
      );
      expectSuccess(await workspace.apply());
      await expectSettled(workspace);
      counts.gone += subject.leaves.length;
    });

    step('refused in plan where the platform does not offer it', async () => {
      if (isSimulated) expect(subject.refused).toEqual([]);
      else expect(subject.refused).not.toEqual([]);
      const objects = subject.refused.map((leaf) =>
        resource(subject.type, labelOf(leaf), {
          ...subject.naming(leaf),
          ...attributeWith(leaf, sampleOf(leaf, 1)),
        }),
      );
      await rewrite(workspace, configuration(subject, 'absent') + objects.join(''));
      const plan = await workspace.plan();
      if (isSimulated) return expectEmpty(plan);
      expectEachRefused(plan, subject);
      counts.refused += subject.refused.length;
    });
  });
}

type States = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Terraform has not waited for anything that it imports; all else is as before. */
function asImported(states: States): States {
  return Object.fromEntries(
    Object.entries(states).map(([address, state]) => [address, { ...state, last_operation: null }]),
  );
}

/** What is in state, by address. */
async function statesOf(workspace: Workspace, subject: Subject): Promise<States> {
  const shown = await workspace.run(['show', '-json']);
  const { values } = JSON.parse(shown.stdout) as {
    values: { root_module: { resources: { address: string; values: Record<string, unknown> }[] } };
  };
  const states = values.root_module.resources
    .filter(({ address }) => address.startsWith(`${subject.type}.`))
    .map(({ address, values: state }) => [address, state] as const);
  expect(states).toHaveLength(subject.leaves.length);
  return Object.fromEntries(states);
}
