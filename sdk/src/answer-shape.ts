// What the rest of the client relies on in an answer. The contract promises it; a proxy, an older service or a damaged
// answer may not keep it, and would show up later as a property of null.
import type { Operation } from '@hikube/openapi/client-types';
import { UnexpectedAnswerError } from './errors.ts';

/** An object, as every answer is. @throws UnexpectedAnswerError */
export function checkObject<T>(data: T | undefined): T {
  if (isObject(data)) return data;
  throw new UnexpectedAnswerError('The server answered without the object that was asked for.');
}

/** A page of a list. @throws UnexpectedAnswerError */
export function checkPage<P extends { readonly items: readonly unknown[] }>(page: P | undefined): P {
  const answer = checkObject(page);
  const { items, nextCursor = null } = answer as { items: unknown; nextCursor?: unknown };
  const isPage = Array.isArray(items) && items.every(isObject);
  if (isPage && (nextCursor === null || typeof nextCursor === 'string')) return answer;
  throw new UnexpectedAnswerError('The server answered something else than a page of a list.');
}

/** @throws UnexpectedAnswerError */
export function checkOperation(data: Operation | undefined): Operation {
  const answer = checkObject(data);
  const { id, kind, status, target, progress, endedAt } = answer as Partial<Record<keyof Operation, unknown>>;
  const hasTexts = [id, kind, status].every((value) => typeof value === 'string');
  const hasEnd = endedAt === null || typeof endedAt === 'string';
  if (hasTexts && hasEnd && isObject(target) && isObject(progress)) return answer;
  throw new UnexpectedAnswerError('The server answered something else than an operation.');
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
