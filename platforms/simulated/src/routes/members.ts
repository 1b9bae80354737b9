// The shape of a body that the contract does not describe: which members it has, and of which type each of them is.
import { parseQuantity, parseTimestamp } from '@hikube/domain';
import type { FieldError } from '@hikube/openapi/types';
import { invalidBody } from './refuse.ts';

/** A member of a body. */
export interface Member {
  /**
   * `count`: a whole number that is not negative. `quantity`: a quantity greater than zero, such as `500m`. `moment`: as in
   * RFC 3339.
   */
  readonly type: 'boolean' | 'string' | 'count' | 'quantity' | 'moment';
  /** It may be left out. Default false. */
  readonly optional?: boolean;
}

const WORDS: Readonly<Record<Member['type'], string>> = {
  boolean: 'true or false',
  string: 'a text that is not empty',
  count: 'a whole number that is not negative',
  quantity: 'a quantity greater than zero, such as "500m" or "1Gi"',
  moment: 'a moment as in RFC 3339, such as "2026-03-02T08:00:00Z"',
};

/**
 * The body as a value of these members.
 * @throws PlatformError `InvalidArgument` that names every member that is wrong, missing or unknown
 */
export function membersOf<Body extends object>(
  body: unknown,
  members: Readonly<Record<keyof Body, Member>>,
): Body {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw invalidBody([{ pointer: '', code: 'invalid_type', detail: 'The body must be a JSON object.' }]);
  }
  const known: Readonly<Record<string, Member>> = members;
  const names = Object.keys(known);
  const unknown = Object.keys(body)
    .filter((name) => !Object.hasOwn(known, name))
    .map((name) => unknownMember(name, names));
  const wrong = names.flatMap((name) => wrongMember(name, known[name]!, body as Record<string, unknown>));
  if (unknown.length + wrong.length > 0) throw invalidBody([...unknown, ...wrong]);
  return body as Body;
}

function unknownMember(name: string, allowed: readonly string[]): FieldError {
  const pointer = `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  const detail = `${JSON.stringify(name)} is not a member here: choose one of ${allowed.join(', ')}.`;
  return { pointer, code: 'unknown_field', detail, allowed: [...allowed] };
}

function wrongMember(name: string, member: Member, body: Readonly<Record<string, unknown>>): FieldError[] {
  const value = Object.hasOwn(body, name) ? body[name] : undefined;
  if (value === undefined) {
    if (member.optional === true) return [];
    return [
      { pointer: `/${name}`, code: 'required', detail: `${name} is missing: send ${WORDS[member.type]}.` },
    ];
  }
  if (isOf(value, member.type)) return [];
  return [{ pointer: `/${name}`, code: 'invalid_value', detail: `${name} must be ${WORDS[member.type]}.` }];
}

function isOf(value: unknown, type: Member['type']): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'string':
      return typeof value === 'string' && value !== '';
    case 'count':
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    case 'quantity':
      return typeof value === 'string' && (parseQuantity(value) ?? 0n) > 0n;
    case 'moment':
      return parseTimestamp(value) !== undefined;
  }
}
