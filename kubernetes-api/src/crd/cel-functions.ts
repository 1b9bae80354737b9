// Functions that Kubernetes adds to the language.
import type { Environment } from '@marcbachmann/cel-js';
import { canonicalQuantity } from '../types/quantity.ts';
import { regularExpression } from '../types/regular-expression.ts';
import { affordableLength, spendCharacters, spendSteps } from './budget.ts';

type Comparable = string | number | bigint;

function sorted(list: readonly Comparable[]): boolean {
  return list.every((item, index) => index === 0 || list[index - 1]! <= item);
}

function extreme(list: readonly Comparable[], better: (a: Comparable, b: Comparable) => boolean): Comparable {
  if (list.length === 0) throw new Error('min and max called on an empty list');
  return list.reduce((best, item) => (better(item, best) ? item : best));
}

function isUrl(text: string): boolean {
  return URL.canParse(text) || (text.startsWith('/') && URL.canParse(text, 'http://host'));
}

/** What `matches` is called inside: the library's own takes expressions that it might never finish. */
export const MATCHES = 'matchesInLinearTime';

/** Functions that count what they do with their texts themselves. */
export const ASKS_BY_ITSELF: ReadonlySet<string> = new Set([MATCHES, 'find', 'findAll']);

/** Its length is known before it is made. */
function replaced(text: string, from: string, to: string): string {
  const times = from === '' ? text.length + 1 : text.split(from).length - 1;
  const length = text.length + times * to.length;
  affordableLength(length);
  spendCharacters(length);
  return text.replaceAll(from, () => to);
}

/** Adds them to an environment. */
export function registerFunctions(environment: Environment): Environment {
  return environment
    .registerFunction('string.replace(string, string): string', (text: string, from: string, to: string) =>
      replaced(text, from, to),
    )
    .registerFunction(`string.${MATCHES}(string): bool`, (text: string, pattern: string) =>
      regularExpression(pattern).test(text, spendSteps),
    )
    .registerFunction('string.charAt(int): string', (text: string, at: bigint) => text.charAt(Number(at)))
    .registerFunction(
      'string.find(string): string',
      (text: string, pattern: string) => regularExpression(pattern).first(text, spendSteps) ?? '',
    )
    .registerFunction('string.findAll(string): list<string>', (text: string, pattern: string) =>
      regularExpression(pattern).all(text, spendSteps),
    )
    .registerFunction('list.isSorted(): bool', sorted)
    .registerFunction('list.min(): dyn', (list: Comparable[]) => extreme(list, (a, b) => a < b))
    .registerFunction('list.max(): dyn', (list: Comparable[]) => extreme(list, (a, b) => a > b))
    .registerFunction('list.sum(): dyn', (list: (number | bigint)[]) =>
      list.length === 0
        ? 0n
        : list.reduce((a, b) =>
            typeof a === 'bigint' && typeof b === 'bigint' ? a + b : Number(a) + Number(b),
          ),
    )
    .registerFunction('list.indexOf(dyn): int', (list: unknown[], item: unknown) =>
      BigInt(list.indexOf(item)),
    )
    .registerFunction('list.lastIndexOf(dyn): int', (list: unknown[], item: unknown) =>
      BigInt(list.lastIndexOf(item)),
    )
    .registerFunction('isQuantity(string): bool', (text: string) => canonicalQuantity(text) !== undefined)
    .registerFunction('isURL(string): bool', isUrl);
}
