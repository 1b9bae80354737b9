// The composer of the YAML library, made strict: the core schema and nothing else, and an end at the first error.
import { Composer, type ErrorCode } from 'yaml';
import type { Refusal } from '../../../refusal.ts';
import { malformedYaml, type Place } from './place.ts';

const OPTIONS = {
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
  // Looked at while the tree is read, with a set: the library compares each key with all others.
  uniqueKeys: false,
  prettyErrors: false,
} as const;

// Where the words of the library do not say what to do.
const REASONS: Partial<Record<ErrorCode, string>> = {
  TAB_AS_INDENT: 'tabs cannot indent; use blanks',
  TAG_RESOLVE_FAILED: 'tags are not accepted; write the value itself',
};

type Source = number | readonly number[] | { readonly offset: number };

/** Composes documents. A warning of the library is an error here. */
export class StrictComposer extends Composer {
  /** @throws Refusal `malformed_body`, from `compose` */
  constructor(place: Place) {
    super(OPTIONS);
    let first: Refusal | undefined;
    // The library collects errors, and 130,000 of them take seconds. It has no option to stop at the first one, so
    // that the member to which every error goes is replaced. It reports again what was thrown inside of a node.
    Reflect.set(this, 'onError', (source: Source, code: ErrorCode, message: string) => {
      first ??= malformedYaml(REASONS[code] ?? message, place(offsetOf(source)));
      throw first;
    });
  }
}

function offsetOf(source: Source): number {
  if (typeof source === 'number') return source;
  return 'offset' in source ? source.offset : (source[0] ?? 0);
}
