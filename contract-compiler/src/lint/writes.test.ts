import { describe, expect, test } from 'vitest';
import { finished, fixture, operationOf } from './testing/fixture.ts';
import { json } from './testing/fixture-paths.ts';
import { writes } from './writes.ts';

function findingsOf(
  change: (operation: ReturnType<typeof operationOf>, contract: ReturnType<typeof fixture>) => void,
): string[] {
  const contract = fixture();
  change(operationOf(contract, 'updatePool'), contract);
  return writes.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
}

test('no answer 202', () => {
  expect(findingsOf((operation) => delete operation.responses['202'])).toEqual([
    'updatePool: does not answer 202 with an Operation; add the response Accepted',
    'updatePool: does not say where its operation is; add the header Location to 202',
  ]);
});

test('a second success', () => {
  const change = (operation: ReturnType<typeof operationOf>) => {
    operation.responses['200'] = { description: 'What would happen.', content: json('Impact') };
  };
  expect(findingsOf(change)).toEqual([
    'updatePool: answers 200 and 202; a client must know which one comes, so keep 202',
  ]);
});

test.each([
  ['idempotencyKey', 'takes no Idempotency-Key; add the parameter'],
  ['ifMatch', 'is a PATCH without If-Match; add the parameter'],
])('no %s', (name, detail) => {
  const remove = (operation: ReturnType<typeof operationOf>) => {
    operation.parameters =
      operation.parameters?.filter(
        (parameter) => '$ref' in parameter && !parameter.$ref.endsWith(`/${name}`),
      ) ?? [];
  };
  expect(findingsOf(remove)).toEqual([`updatePool: ${detail}`]);
});

test('a merge patch in the wrong clothes', () => {
  const change = (operation: ReturnType<typeof operationOf>) => {
    operation.requestBody = { content: { 'application/json': {} } };
  };
  expect(findingsOf(change)).toEqual([
    'updatePool: takes application/json; a PATCH takes application/merge-patch+json',
  ]);
});

test('YAML in place of JSON, but not beside it', () => {
  const take = (types: readonly string[]) => (operation: ReturnType<typeof operationOf>) => {
    operation.requestBody = { content: Object.fromEntries(types.map((type) => [type, {}])) };
  };
  expect(findingsOf(take(['application/yaml', 'application/merge-patch+json']))).toEqual([]);
  expect(findingsOf(take(['application/yaml']))).toEqual([
    'updatePool: takes application/yaml; a PATCH takes application/merge-patch+json',
  ]);
});

test('a kind that no operation has', () => {
  const change = (operation: ReturnType<typeof operationOf>) => {
    operation['x-hikube-operation'] = { kind: 'Pool.paint' };
  };
  expect(findingsOf(change)).toEqual([
    'updatePool: starts an operation of the kind Pool.paint, which OperationKind does not have; add it there',
  ]);
});

test('accepted without a Location', () => {
  expect(findingsOf((operation) => delete operation.responses['202']?.headers)).toEqual([
    'updatePool: does not say where its operation is; add the header Location to 202',
  ]);
});

describe('a secret that is issued at once', () => {
  function issuing(change: (operation: ReturnType<typeof operationOf>) => void): string[] {
    const contract = fixture();
    const operation = operationOf(contract, 'createPool');
    Object.assign(finished(contract, 'Pool.mode'), { 'x-hikube-secret': true });
    operation.responses = { '201': { description: 'Made.', content: json('Pool') } };
    operation['x-hikube-problems'] = ['secret_not_repeatable'];
    change(operation);
    return writes.check(contract).map(({ where, detail }) => `${where}: ${detail}`);
  }

  test('needs no operation to follow', () => {
    expect(issuing(() => {})).toEqual([]);
  });

  test('can still be asked for twice by mistake', () => {
    const careless = (operation: ReturnType<typeof operationOf>) => {
      operation.parameters = [];
      operation['x-hikube-problems'] = [];
    };
    expect(issuing(careless)).toEqual([
      'createPool: takes no Idempotency-Key; add the parameter',
      'createPool: answers with a secret but does not list secret_not_repeatable; add it',
    ]);
  });

  test('is the only thing that may be made at once', () => {
    const harmless = (operation: ReturnType<typeof operationOf>) => {
      operation.responses = { '201': { description: 'Made.', content: json('Operation') } };
    };
    expect(issuing(harmless)).toContain(
      'createPool: does not answer 202 with an Operation; add the response Accepted',
    );
  });
});

test('what changes no desired state, and says so, has nothing to follow and nothing to try', () => {
  const answersAtOnce = (operation: ReturnType<typeof operationOf>) => {
    operation.responses = { '200': { description: 'Recorded.', content: json('Pool') } };
  };
  const marked = (operation: ReturnType<typeof operationOf>) => {
    answersAtOnce(operation);
    operation['x-hikube-at-once'] = true;
  };
  expect(findingsOf(answersAtOnce)).toContain(
    'updatePool: does not answer 202 with an Operation; add the response Accepted',
  );
  expect(findingsOf(marked)).toEqual([]);
});

test('what acts at once is repeated by a key like everything else', () => {
  const change = (operation: ReturnType<typeof operationOf>) => {
    operation.responses = { '200': { description: 'Recorded.', content: json('Pool') } };
    operation['x-hikube-at-once'] = true;
    operation.parameters = [];
  };
  expect(findingsOf(change)).toEqual(['updatePool: takes no Idempotency-Key; add the parameter']);
});

test('what acts at once and answers 202 as well', () => {
  const change = (operation: ReturnType<typeof operationOf>) => {
    operation['x-hikube-at-once'] = true;
  };
  expect(findingsOf(change)).toEqual(['updatePool: acts at once but answers 202 as well; remove it']);
});
