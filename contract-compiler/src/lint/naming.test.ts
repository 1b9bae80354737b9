import { expect, test } from 'vitest';
import { naming } from './naming.ts';
import { finished, fixture, operationOf } from './testing/fixture.ts';

function findingsOf(change: (contract: ReturnType<typeof fixture>) => void): string[] {
  const contract = fixture();
  change(contract);
  return naming.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test('a property in snake case', () => {
  expect(
    findingsOf((contract) => Object.assign(finished(contract, 'Pool').properties ?? {}, { max_size: {} })),
  ).toEqual(['Pool.max_size: is not in camelCase; rename it']);
});

test('a schema in lower case', () => {
  expect(findingsOf(({ document }) => Object.assign(document.components.schemas, { pool: {} }))).toEqual([
    'pool: is not in PascalCase; rename it',
  ]);
});

test.each(['/poolGroups', '/pool_groups', '/pools/{Pool}', '/pools/', '/Pools', '/pools/{pool}:cancel'])(
  'the path %s',
  (path) => {
    expect(findingsOf(({ document }) => Object.assign(document.paths, { [path]: {} }))).toEqual([
      `${path}: is not in kebab-case with parameters in camelCase; rename it`,
    ]);
  },
);

test('a header in lower case and a query parameter in kebab case', () => {
  const rename = ({ document }: ReturnType<typeof fixture>) => {
    Object.assign(document.components.parameters.ifMatch ?? {}, { name: 'if-match' });
    Object.assign(document.components.parameters.verbose ?? {}, { name: 'very-verbose' });
  };
  expect(findingsOf(rename)).toEqual([
    'parameter very-verbose: is not in camelCase; rename it',
    'parameter if-match: is not written Like-This; rename it',
  ]);
});

test.each([{ pattern: '^[a-z]+$' }, { maxLength: 64 }])(
  'objects that are named by something with %j',
  (change) => {
    expect(findingsOf(({ sources }) => Object.assign(sources.Name ?? {}, change))).toEqual(
      ['Pool.name', 'Machine.name'].map(
        (where) =>
          `${where}: names objects but is no DNS-1035 label; give it the pattern ^[a-z]([-a-z0-9]*[a-z0-9])?$ and at most 63 characters`,
      ),
    );
  },
);

test('a kind without a verb', () => {
  expect(
    findingsOf((contract) =>
      Object.assign(operationOf(contract, 'createPool'), { 'x-hikube-operation': { kind: 'pool' } }),
    ),
  ).toEqual(['createPool: is not given a kind of the form Kind.verb; rename it']);
});
