// No attribute can be forgotten: whatever a person can write in a resource has a test that changes it, or one that says
// what happens in place of a change.
import { terraformResources } from '@hikube/openapi/terraform-attributes';
import { createProvider } from '@hikube/terraform-provider';
import type { Attributes } from 'terraform-plugin';
import { expect, test } from 'vitest';
import { type Immutable, OBJECTS } from './immutables.ts';
import { leavesOf } from './leaves.ts';
import { addons, clusters, nodeGroups } from './subjects.ts';

/** What only a configuration knows has a life of its own; see `only-configured.test.ts`. */
const ONLY_CONFIGURED = [
  'apply_in',
  'initial_version',
  'timeouts',
  'values_override_wo',
  'values_override_wo_version',
];

const { resources = {} } = createProvider({
  environment: {},
  now: () => 0,
  newId: () => '',
  after: () => {},
  version: 'coverage',
});
const types = Object.keys(resources) as `hikube_${Immutable}`[];
const lives = [clusters(), nodeGroups(), addons()];
const counts = { inputs: 0, outputs: 0 };

/** Paths of what a person can write, to the same depth as the leaves of the contract's table. */
function inputsOf(attributes: Attributes, leaves: ReadonlySet<string>, path = ''): string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const here = path + name;
    const isInput = attribute.required || attribute.optional;
    if (!isInput) counts.outputs += 1;
    if (!isInput || attribute.kind === 'leaf' || leaves.has(here) || ONLY_CONFIGURED.includes(here))
      return isInput ? [here] : [];
    return inputsOf(attribute.attributes, leaves, `${here}${attribute.nesting === 'map' ? '.*' : ''}.`);
  });
}

test.each(types)('every input of %s has its test', (type) => {
  const name = type.replace('hikube_', '') as Immutable;
  const living = lives.find((life) => life.type === type)?.leaves.map((leaf) => leaf.name) ?? [];
  const fixed = Object.keys(OBJECTS[name].changes);
  const inTable = leavesOf(terraformResources[name].attributes).map((leaf) => leaf.name);
  const { schema } = resources[type] as { schema: { attributes: Attributes } };
  const inputs = inputsOf(schema.attributes, new Set(inTable));
  expect(inputs.filter((input) => !ONLY_CONFIGURED.includes(input)).sort()).toEqual(
    [...living, ...fixed].sort(),
  );
  expect(inputs).toEqual(expect.arrayContaining(inTable.filter((leaf) => leaf !== 'id')));
  counts.inputs += inputs.length;
});

test('every resource is there', () => {
  expect(types.map((type) => type.replace('hikube_', '')).sort()).toEqual(Object.keys(OBJECTS).sort());
  console.log(
    `resources: ${types.length} with ${counts.inputs} inputs, each with its test, and ${counts.outputs} outputs`,
  );
});
