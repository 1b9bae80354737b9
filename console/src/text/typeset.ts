// French has a narrow space before some signs and inside its quotes, at which no line may break. Words are written with plain
// ones, which anybody can type.

const NARROW = '\u202f';

/** A text as it is printed. */
export function typeset(text: string): string {
  return text.replaceAll(/ (?=[;:!?»])|(?<=«) /g, NARROW);
}

/** All texts of a table of words, those that functions make included. */
export function typesetAll<Words extends object>(words: Words): Words {
  const entries = Object.entries(words).map(([name, value]) => [name, typesetValue(value)] as const);
  return Object.fromEntries(entries) as Words;
}

function typesetValue(value: unknown): unknown {
  if (typeof value === 'string') return typeset(value);
  if (typeof value === 'object' && value !== null) return typesetAll(value);
  if (typeof value !== 'function') return value;
  return (...about: readonly unknown[]) => {
    const made: unknown = value(...about);
    return typeof made === 'string' ? typeset(made) : made;
  };
}
