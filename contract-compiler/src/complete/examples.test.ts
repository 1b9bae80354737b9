// Every example in openapi/examples is valid: docs show them and tests send them.
import { FINDING_CODES } from '@hikube/domain';
import { type OperationFacts, type OperationId, operations } from '@hikube/openapi/operations';
import type { Problem } from '@hikube/openapi/types';
import { bodies, parameters, type Validate } from '@hikube/openapi/validators';
import { describe, expect, test } from 'vitest';
import { answerValidators } from '../answers.ts';
import { type ExamplePair, readExamples } from './examples.ts';

const examples = await readExamples();
const answerOf = await answerValidators();
const pairs = Object.entries(examples).flatMap(([id, own]) =>
  Object.entries(own).map(([name, pair]) => [`${id} ${name}`, id as OperationId, pair] as const),
);

/** What the validator has against the value; nothing when it is valid. */
function complaints(validate: Validate<unknown> | undefined, value: unknown): unknown {
  if (validate === undefined) return 'there is no such validator';
  return validate(value) ? [] : validate.errors;
}

function lowerCase(headers: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** A query as the service reads it: texts, and lists of texts where something may be said several times. */
function asRead({ queryLists = [] }: OperationFacts, query: object): object {
  const read = ([name, value]: [string, unknown]) => [
    name,
    queryLists.includes(name) ? [value].flat().map(String) : String(value),
  ];
  return Object.fromEntries(Object.entries(query).map(read));
}

function named(validators: object, name: string | null | undefined): Validate<unknown> | undefined {
  return (validators as Record<string, Validate<unknown>>)[name ?? ''];
}

describe.each(pairs)('%s', (_name, id, pair: ExamplePair) => {
  test('has valid parameters', () => {
    const { path = {}, query = {}, header = {} } = pair.parameters ?? {};
    expect(
      complaints(named(parameters, id), {
        path,
        query: asRead(operations[id], query),
        header: lowerCase(header),
      }),
    ).toEqual([]);
  });

  test('has a valid body', () => {
    const facts: OperationFacts = operations[id];
    expect(
      pair.request === undefined ? [] : complaints(named(bodies, facts.bodySchema), pair.request),
    ).toEqual([]);
  });

  test('has a valid answer of a documented status', () => {
    const responses: Record<string, string | null> = operations[id].responses;
    expect(complaints(answerOf(responses[pair.status] ?? ''), pair.response)).toEqual([]);
  });
});

describe('refusals', () => {
  const refusals = pairs.filter(([, , pair]) => pair.status >= 400);

  test('are shown', () => {
    expect(refusals.map(([name]) => name)).toEqual([
      'cancelOperation ended',
      'cancelVersionUpgrade too-late',
      'createCluster site-of-production',
      'createCluster min-above-max',
      'deleteCluster protected',
      'putManifest other-name',
      'updateCluster skipped-version',
    ]);
  });

  test.each(refusals)(
    '%s names its status, a code of the operation and rules of the domain',
    (_name, id, pair) => {
      const problem = pair.response as unknown as Problem;
      const codes: readonly string[] = operations[id].problems;
      expect(problem.status).toBe(pair.status);
      expect(codes).toContain(problem.code);
      for (const error of problem.errors) expect(FINDING_CODES).toContain(error.code);
    },
  );
});
