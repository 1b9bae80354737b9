// Walks two schemas that stand in the same place of two contracts.
import type { Contract, Schema } from '../read/schema.ts';
import { type Alternative, alternativesOf, pairUp, typesOf } from './alternatives.ts';
import type { Direction, Report } from './break.ts';
import { compareBounds } from './of-bounds.ts';
import { compareConditions } from './of-conditions.ts';
import { compareFields } from './of-fields.ts';
import { compareInner } from './of-inner.ts';
import { compareTypes } from './of-types.ts';
import { compareValues } from './of-values.ts';

/** A pair of schemas, each with everything that it refers to folded in. */
export interface SchemaPair {
  readonly old: Schema;
  readonly now: Schema;
  readonly direction: Direction;
  readonly where: string;
  /** Compares what is inside of them. */
  readonly compare: SchemaComparison['compare'];
  readonly report: Report;
}

const ASPECTS = [compareTypes, compareValues, compareBounds, compareConditions, compareFields, compareInner];

/** Compares schemas of two contracts; each pair of named ones once in each direction. */
export class SchemaComparison {
  readonly #seen = new Set<string>();
  readonly #released: Contract;
  readonly #next: Contract;
  readonly #report: Report;

  constructor(released: Contract, next: Contract, report: Report) {
    this.#released = released;
    this.#next = next;
    this.#report = report;
  }

  /** Where there is no schema, a value may be anything. */
  compare(
    before: Schema | undefined = ANYTHING,
    after: Schema | undefined = ANYTHING,
    direction: Direction,
    where: string,
  ): void {
    if (before === after) return;
    const key = `${direction} ${before.$ref} ${after.$ref}`;
    if (before.$ref !== undefined && after.$ref !== undefined) {
      if (this.#seen.has(key)) return;
      this.#seen.add(key);
    }
    const [old, now] = [this.#alternatives(before, 'released'), this.#alternatives(after, 'next')];
    const { pairs, gone, added } = pairUp(old, now);
    // Where any text is taken or answered anyhow, its known values are only a hint.
    const isHint = direction === 'answer' ? old.some(isAnyText) : now.some(isAnyText);
    for (const [one, other] of pairs) this.#pair(one.schema, other.schema, direction, where);
    if (direction === 'request') {
      for (const each of gone.filter((each) => !(isHint && isText(each))))
        this.#report('type-changed', where, `no longer takes ${wordFor(each)}`);
    } else {
      for (const each of added.filter((each) => !(isHint && isText(each))))
        this.#report('type-changed', where, `may now be ${wordFor(each)}`);
    }
  }

  #alternatives(schema: Schema, side: 'released' | 'next'): Alternative[] {
    const contract = side === 'released' ? this.#released : this.#next;
    return alternativesOf(schema, contract.components.schemas);
  }

  #pair(old: Schema, now: Schema, direction: Direction, where: string): void {
    const pair: SchemaPair = {
      old,
      now,
      direction,
      where,
      compare: (...parts) => this.compare(...parts),
      report: this.#report,
    };
    for (const compareAspect of ASPECTS) compareAspect(pair);
  }
}

const ANYTHING: Schema = {};

const isText = ({ schema }: Alternative) => typesOf(schema).includes('string');

const isAnyText = (each: Alternative) =>
  isText(each) && each.schema.enum === undefined && each.schema.const === undefined;

function wordFor({ name, schema }: Alternative): string {
  if (name !== undefined) return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
  if (schema.enum !== undefined) return schema.enum.join(', ');
  return typesOf(schema).join(' or ') || 'any value';
}
