// Rule: whoever uses what goes is told when, and what to use, for at least a year.
import type { LoadedContract } from '../contract.ts';
import { flatOperations } from '../read/flat-operations.ts';
import type { Deprecation } from '../read/schema.ts';
import type { Finding, Rule } from './rule.ts';
import { allSchemas } from './schemas.ts';

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** A part of the contract that can be marked. */
interface Marked {
  readonly deprecated?: boolean;
  readonly 'x-hikube-deprecated'?: Deprecation;
}

function* parts({ document }: LoadedContract): Generator<[where: string, part: Marked]> {
  for (const { operation, parameters } of flatOperations(document)) {
    yield [operation.operationId, operation];
    for (const parameter of parameters) yield [`${operation.operationId} ${parameter.name}`, parameter];
  }
  for (const { where, schema } of allSchemas(document)) yield [where, schema];
}

function mistakeOf({ deprecated, 'x-hikube-deprecated': marker }: Marked): string | undefined {
  if (marker === undefined) {
    return deprecated
      ? 'is deprecated without saying until when; write x-hikube-deprecated: { since, sunset, instead }'
      : undefined;
  }
  const { since, sunset, instead } = marker;
  if (!DAY.test(since) || !DAY.test(sunset))
    return 'says since and sunset of its deprecation as days, such as 2027-01-31; write both';
  if (!instead?.trim().endsWith('.'))
    return 'does not say what to use in its place; write instead, the end of a sentence that begins with "Use"';
  const earliest = `${Number(since.slice(0, 4)) + 1}${since.slice(4)}`;
  return sunset < earliest
    ? `goes less than a year after ${since}; let it work until ${earliest}`
    : undefined;
}

export const deprecations: Rule = {
  name: 'deprecations',
  law: 'What goes says since when, until when, which is a year later or more, and what to use in its place.',
  check(contract) {
    return [...parts(contract)].flatMap(([where, part]): Finding[] => {
      const detail = mistakeOf(part);
      return detail === undefined ? [] : [{ where, detail }];
    });
  },
};
