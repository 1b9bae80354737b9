import { expect, test } from 'vitest';
import { apart } from './apart.ts';
import { fixture } from './testing/fixture.ts';

function findingsOf(change: (components: ReturnType<typeof fixture>['document']['components']) => void) {
  const contract = fixture();
  change(contract.document.components);
  return apart.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test('a security scheme beside a schema of the same name', () => {
  expect(findingsOf((components) => Object.assign(components.securitySchemes, { pool: {} }))).toEqual([
    'securitySchemes pool: has the name of schemas Pool; rename one of them',
  ]);
});

test('a parameter beside a schema of the same name', () => {
  const change = ({ parameters }: { parameters: object }) => Object.assign(parameters, { poolList: {} });
  expect(findingsOf(change)).toEqual([
    'parameters poolList: has the name of schemas PoolList; rename one of them',
  ]);
});

test('a schema that hides a type of TypeScript', () => {
  expect(findingsOf(({ schemas }) => Object.assign(schemas, { InstanceType: {} }))).toEqual([
    'schemas InstanceType: hides a name that TypeScript has; rename it',
  ]);
});

test('a schema that is called as generators call a property of another', () => {
  const size = { type: 'integer' };
  const change = ({ schemas }: { schemas: object }) =>
    Object.assign(schemas, {
      Box: { properties: { size } },
      BoxSize: size,
      Pack: { properties: { size: ref } },
    });
  const ref = { $ref: '#/components/schemas/PackSize' };
  expect(findingsOf((components) => change(Object.assign(components, { PackSize: size })))).toEqual([
    'schemas BoxSize: has the name that generators give to Box.size; rename it, or refer to it there',
  ]);
});
