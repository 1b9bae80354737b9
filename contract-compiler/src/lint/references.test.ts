import { expect, test } from 'vitest';
import type { Schema } from '../read/schema.ts';
import { references } from './references.ts';
import { finished, fixture } from './testing/fixture.ts';

/** What is found once the pool has this property as well. */
function findingsWith(name: string, schema: Schema): string[] {
  const contract = fixture();
  finished(contract, 'Pool').properties![name] = schema;
  return references.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test.each(['target', 'object'])('%s as a text', (name) => {
  expect(findingsWith(name, { type: 'string' })).toEqual([
    `Pool.${name}: names an object in a form of its own; refer to ObjectReference`,
  ]);
});

test('a reference, with and without words of its own', () => {
  const $ref = '#/components/schemas/ObjectReference';
  expect(findingsWith('target', { $ref })).toEqual([]);
  expect(findingsWith('object', { allOf: [{ $ref }], description: 'What it is about.' })).toEqual([]);
});

test('a reference in other words', () => {
  const kind = { $ref: '#/components/schemas/Kind' };
  expect(findingsWith('owner', { properties: { kind, name: { type: 'string' } } })).toEqual([
    'Pool.owner: has a kind and a name of its own; refer to ObjectReference',
  ]);
});

test.each([[['pool', 'machine']], [['Pool', 'Machine', 'Other']], [['machine-', 'POOL']]])(
  'the kinds %j in a second list',
  (kinds) => {
    const [first] = findingsWith('about', { type: 'string', enum: kinds });
    expect(first).toMatch(/^Pool\.about: lists kinds of its own \(.*\); refer to Kind$/);
  },
);

test('one word that is also a kind is no list of kinds', () => {
  expect(findingsWith('manager', { type: 'string', enum: ['pool', 'separate'] })).toEqual([]);
});

test('an operation of what is no kind', () => {
  const contract = fixture();
  finished(contract, 'OperationKind').enum!.push('pool.paint');
  expect(references.check(contract)).toEqual([
    { where: 'OperationKind.pool.paint', detail: 'does not begin with a kind; use one of Kind' },
  ]);
});

test.each(['Removing', 'Terminating', 'NodeRemoved', 'disabled', 'destroyed'])('%s in an enum', (word) => {
  expect(findingsWith('phase', { type: 'string', enum: ['Ready', word] })).toEqual([
    `Pool.phase ${word}: has another word for a deletion; say delete`,
  ]);
});

test('another word in a problem code', () => {
  const contract = fixture();
  contract.problems['being_removed'] = contract.problems['deleting']!;
  expect(references.check(contract)).toEqual([
    { where: 'problem being_removed', detail: 'has another word for a deletion; say delete' },
  ]);
});
