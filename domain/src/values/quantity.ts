// Kubernetes quantities with exact arithmetic: 1000m is 1, 1024Mi is 1Gi, and nothing is ever rounded to a double.
import { errorWith, type Finding } from '../finding.ts';
import { isAbsent, show, showBare } from './read.ts';
import { isUnknown } from './unknown.ts';

/** Units of 10⁻⁹, the finest step that Kubernetes keeps. */
export type Nano = bigint;

const NANO = 1_000_000_000n;

// Kubernetes stores quantities in 63 bits; more is a mistake, and without a bound a short text such as 1e999999999
// would ask for a gigabyte of digits.
const LARGEST: Nano = (2n ** 63n - 1n) * NANO;

// The longest useful text has 19 digits before and 9 after the point, a sign and a suffix.
const TEXT_MAX_LENGTH = 48;

const QUANTITY =
  /^(?<sign>[+-]?)(?<whole>[0-9]*)(?:\.(?<fraction>[0-9]*))?(?<suffix>[KMGTPE]i|[numkMGTPE]|[eE][+-]?[0-9]{1,4})?$/;

const BINARY_SUFFIXES = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;

const DECIMAL_EXPONENTS: Readonly<Record<string, number>> = {
  n: -9,
  u: -6,
  m: -3,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};

/**
 * Reads a quantity, exactly as Kubernetes does: decimal and binary suffixes, exponents, a value below 10⁻⁹ rounded
 * away from zero.
 * @returns nano units, or `undefined` when the value is not a quantity or does not fit into 63 bits
 */
export function parseQuantity(value: unknown): Nano | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || text.length > TEXT_MAX_LENGTH) return undefined;
  const groups = QUANTITY.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { sign = '', whole = '', fraction = '', suffix = '' } = groups;
  const digits = whole + fraction;
  if (digits === '') return undefined;
  const binary = BINARY_SUFFIXES.indexOf(suffix as (typeof BINARY_SUFFIXES)[number]) + 1;
  const exponent = binary > 0 ? 0 : decimalExponent(suffix);
  const magnitude = scale(BigInt(digits) * 1024n ** BigInt(binary), 9 + exponent - fraction.length);
  if (magnitude === undefined || magnitude > LARGEST) return undefined;
  return sign === '-' ? -magnitude : magnitude;
}

function decimalExponent(suffix: string): number {
  if (suffix === '') return 0;
  return DECIMAL_EXPONENTS[suffix] ?? Number(suffix.slice(1));
}

/** `value` × 10^`exponent`, rounded up; `undefined` when it cannot fit anyway. */
function scale(value: bigint, exponent: number): bigint | undefined {
  if (value === 0n) return 0n;
  if (exponent >= 0) return exponent > 30 ? undefined : value * 10n ** BigInt(exponent);
  // No quantity text has this many digits, so that only the rounding is left.
  if (exponent < -90) return 1n;
  const divisor = 10n ** BigInt(-exponent);
  return (value + divisor - 1n) / divisor;
}

/**
 * Writes a quantity in its one normal form: the shortest text, decimal before binary when both are as short.
 * Equal values have equal texts, whatever they were written as.
 */
export function formatQuantity(quantity: Nano): string {
  if (quantity < 0n) return `-${formatQuantity(-quantity)}`;
  const decimal = formatDecimal(quantity);
  const binary = formatBinary(quantity);
  return binary !== undefined && binary.length < decimal.length ? binary : decimal;
}

function formatDecimal(quantity: Nano): string {
  const suffixes = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
  let value = quantity;
  let index = 0;
  while (index < suffixes.length - 1 && value % 1000n === 0n && value !== 0n) {
    value /= 1000n;
    index += 1;
  }
  return value === 0n ? '0' : `${value}${suffixes[index]}`;
}

function formatBinary(quantity: Nano): string | undefined {
  if (quantity === 0n || quantity % NANO !== 0n) return undefined;
  let value = quantity / NANO;
  let index = -1;
  while (index < BINARY_SUFFIXES.length - 1 && value % 1024n === 0n) {
    value /= 1024n;
    index += 1;
  }
  return index < 0 ? undefined : `${value}${BINARY_SUFFIXES[index]}`;
}

/** The normal form of a quantity text, or `undefined` when it is none. */
export function normaliseQuantity(text: unknown): string | undefined {
  const quantity = parseQuantity(text);
  return quantity === undefined ? undefined : formatQuantity(quantity);
}

/** Whether two texts are the same quantity. Texts that are no quantities are equal only when they are identical. */
export function equalQuantities(a: unknown, b: unknown): boolean {
  const left = parseQuantity(a);
  return left === undefined ? a === b : left === parseQuantity(b);
}

/**
 * Two quantities that could stand in a field: what is no CPU is memory or a disk.
 * @param field its name on any surface, such as `resources.cpu` or `disk_size`
 */
export function quantityExamples(field: string): readonly [small: string, large: string] {
  return /cpu$/i.test(field) ? ['500m', '4'] : ['500Mi', '16Gi'];
}

/** Checks that a field is a quantity greater than zero. */
export function checkPositiveQuantity(value: unknown, pointer: string, field: string): readonly Finding[] {
  if (isAbsent(value) || isUnknown(value)) return [];
  const quantity = parseQuantity(value);
  if (quantity === undefined) {
    const [small, large] = quantityExamples(field);
    return [
      errorWith(
        { value: showBare(value), small, large },
        pointer,
        'invalid_quantity',
        `${field} ${show(value)} is not a quantity; write a number with an optional suffix, such as "${small}" or "${large}".`,
      ),
    ];
  }
  if (quantity > 0n) return [];
  const params = { field, above: 0, value: showBare(value) } as const;
  return [errorWith(params, pointer, 'out_of_range', `${field} ${show(value)} must be greater than zero.`)];
}
