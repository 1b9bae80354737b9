// A plan hook may choose what the configuration leaves to the provider, and nothing else.
import { describe, expect, test } from 'vitest';
import type { AttributePath } from '../path.ts';
import { attribute } from '../schema/attribute-builders.ts';
import { plan, planned } from '../testing/framework-plan.ts';
import { UNKNOWN, type Value } from '../values/value.ts';
import type { PlanEdit } from './edits.ts';

const attributes = {
  name: attribute.string({ required: true }),
  version: attribute.string({ optional: true, computed: true }),
  size: attribute.int64({ default: 1 }),
  last_operation: attribute.string({ computed: true }),
  advice: attribute.string({ dependsOn: ['last_operation'] }),
  load: attribute.int64({ volatile: true }),
  groups: attribute.mapNested({
    optional: true,
    attributes: { min: attribute.int64({ required: true }), id: attribute.string({ computed: true }) },
  }),
  steps: attribute.listNested({ optional: true, attributes: { id: attribute.string({ computed: true }) } }),
  peers: attribute.setNested({ optional: true, attributes: { id: attribute.string({ computed: true }) } }),
  note: attribute.string({ optional: true }),
  secret: attribute.string({ optional: true, writeOnly: true, versionedBy: 'name' }),
};
const config = { name: 'n', groups: { a: { min: 1 } }, steps: [{}], peers: [{}] };
const prior = {
  ...config,
  version: '1.34',
  size: 1,
  last_operation: 'op-1',
  advice: 'none',
  load: 5,
  groups: { a: { min: 1, id: 'id-a' } },
  steps: [{ id: 's' }],
  peers: [{ id: 'p' }],
};

const edit = (path: AttributePath, value: Value): PlanEdit => ({ path, value });

test('marking an output unknown makes an update of a plan that would do nothing', () => {
  expect(plan(attributes, { config, prior }).action).toBe('none');
  const edits = [edit(['last_operation'], UNKNOWN)];
  expect(plan(attributes, { config, prior, edits })).toMatchObject({ action: 'update', misplacedEdits: [] });
  expect(planned(attributes, { config, prior, edits })).toEqual({
    ...prior,
    last_operation: UNKNOWN,
    advice: UNKNOWN,
    load: UNKNOWN,
  });
});

const allowed: [name: string, path: AttributePath, value: Value][] = [
  ['a derived value that is known already', ['version'], '1.35'],
  ['a default', ['size'], 7],
  ['an output in a map', ['groups', { key: 'a' }, 'id'], 'id-b'],
  ['an output in a list', ['steps', 0, 'id'], UNKNOWN],
];
test.each(allowed)('may choose %s', (_name, path, value) => {
  const result = plan(attributes, { config, prior, edits: [edit(path, value)] });
  expect(result.misplacedEdits).toEqual([]);
  expect(result.action).toBe('update');
});

test('a value equal to the prior one is no change', () => {
  const edits = [edit(['version'], '1.34')];
  expect(plan(attributes, { config, prior, edits }).action).toBe('none');
});

test('at create, what the API will say may be known already', () => {
  const edits = [edit(['version'], '1.35'), edit(['groups', { key: 'a' }, 'id'], 'n/a')];
  expect(planned(attributes, { config, edits })).toMatchObject({
    version: '1.35',
    groups: { a: { id: 'n/a' } },
  });
});

describe('may not choose', () => {
  const refused: [name: string, path: AttributePath, says: string][] = [
    ['what is required', ['name'], 'name'],
    ['an input, even when it is not written', ['note'], 'note'],
    ['what is written', ['groups', { key: 'a' }, 'min'], 'groups["a"].min'],
    ['an element that is not there', ['groups', { key: 'b' }, 'id'], 'groups["b"].id'],
    ['a position that is not there', ['steps', 4, 'id'], 'steps[4].id'],
    ['an attribute that does not exist', ['nothing'], 'nothing'],
    ['a whole collection that is written', ['groups'], 'groups'],
    ['inside a set, which has no addresses', ['peers', 0, 'id'], 'peers[0].id'],
    ['what is write-only', ['secret'], 'secret'],
  ];
  test.each(refused)('%s', (_name, path, says) => {
    const { misplacedEdits, planned: result } = plan(attributes, {
      config,
      prior,
      edits: [edit(path, UNKNOWN)],
    });
    expect(misplacedEdits).toEqual([says]);
    expect(result).toEqual(plan(attributes, { config, prior }).planned);
  });

  test('a derived value once it is written', () => {
    const edits = [edit(['version'], '1.36')];
    const result = plan(attributes, { config: { ...config, version: '1.35' }, prior, edits });
    expect(result.misplacedEdits).toEqual(['version']);
    expect(result.planned['version']).toBe('1.35');
  });
});

test('what is not known yet needs no edit, so one does no harm', () => {
  const edits = [edit(['version'], UNKNOWN), edit(['groups', { key: 'a' }, 'id'], UNKNOWN)];
  const result = plan(attributes, { config: { ...config, version: UNKNOWN, groups: UNKNOWN }, prior, edits });
  expect(result.misplacedEdits).toEqual([]);
  expect(result.planned['groups']).toBe(UNKNOWN);
});
