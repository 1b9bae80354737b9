// Compares a schema with its released form. What we send may only gain; what we take may only get more tolerant.
import { type Contract, folded, type Schema } from '../read/schema.ts';
import type { Finding } from './rule.ts';
import { typesOf } from './schemas.ts';

/** Whether clients send the value or read it. */
export type Direction = 'request' | 'answer';

const LOWER_BOUNDS = ['minimum', 'minLength', 'minItems', 'minProperties'] as const;
const UPPER_BOUNDS = ['maximum', 'maxLength', 'maxItems', 'maxProperties'] as const;

/** Compares schemas of two versions of the contract; each pair of named schemas once per direction. */
export class SchemaComparison {
  readonly findings: Finding[] = [];
  readonly #seen = new Set<string>();
  readonly #released: Contract;
  readonly #next: Contract;

  constructor(released: Contract, next: Contract) {
    this.#released = released;
    this.#next = next;
  }

  #broken(where: string, detail: string): void {
    this.findings.push({
      where,
      detail: `${detail}; clients of the released contract would break, so add beside it instead`,
    });
  }

  /** Compares two schemas that stand in the same place. */
  compare(before: Schema | undefined, after: Schema | undefined, direction: Direction, where: string): void {
    if (before === undefined || after === undefined) return;
    if (before.$ref !== undefined) {
      const key = `${direction} ${before.$ref}`;
      if (this.#seen.has(key)) return;
      this.#seen.add(key);
    }
    const old = folded(before, this.#released.components.schemas);
    const now = folded(after, this.#next.components.schemas);
    this.#types(old, now, direction, where);
    this.#enums(old, now, direction, where);
    if (direction === 'request') this.#bounds(old, now, where);
    this.#properties(old, now, direction, where);
    this.compare(old.items, now.items, direction, `${where}[]`);
    if (typeof old.additionalProperties === 'object' && typeof now.additionalProperties === 'object') {
      this.compare(old.additionalProperties, now.additionalProperties, direction, `${where}{}`);
    }
    const [oldChoices, newChoices] = [old.anyOf ?? old.oneOf ?? [], now.anyOf ?? now.oneOf ?? []];
    for (const [index, choice] of oldChoices.entries())
      this.compare(choice, newChoices[index], direction, where);
  }

  #types(old: Schema, now: Schema, direction: Direction, where: string): void {
    const gone = typesOf(old).filter((type) => !typesOf(now).includes(type));
    const added = typesOf(now).filter((type) => !typesOf(old).includes(type));
    if (direction === 'request' && gone.length > 0) this.#broken(where, `no longer takes ${gone.join(', ')}`);
    if (direction === 'answer' && added.length > 0 && typesOf(old).length > 0)
      this.#broken(where, `may now be ${added.join(', ')}`);
  }

  #enums(old: Schema, now: Schema, direction: Direction, where: string): void {
    if (direction === 'request') {
      const gone =
        now.enum === undefined ? [] : (old.enum ?? []).filter((value) => !now.enum?.includes(value));
      if (gone.length > 0) this.#broken(where, `no longer takes ${gone.join(', ')}`);
      if (old.enum === undefined && now.enum !== undefined)
        this.#broken(where, 'takes only listed values now');
      return;
    }
    if (old['x-hikube-enum'] !== 'closed') return;
    const added = (now.enum ?? []).filter((value) => !old.enum?.includes(value));
    if (added.length > 0) this.#broken(where, `is a closed enum that now has ${added.join(', ')}`);
  }

  #bounds(old: Schema, now: Schema, where: string): void {
    for (const bound of LOWER_BOUNDS) {
      if ((now[bound] ?? Number.NEGATIVE_INFINITY) > (old[bound] ?? Number.NEGATIVE_INFINITY))
        this.#broken(where, `has a higher ${bound}`);
    }
    for (const bound of UPPER_BOUNDS) {
      if ((now[bound] ?? Number.POSITIVE_INFINITY) < (old[bound] ?? Number.POSITIVE_INFINITY))
        this.#broken(where, `has a lower ${bound}`);
    }
    if (now.pattern !== undefined && now.pattern !== old.pattern) this.#broken(where, 'has another pattern');
  }

  #properties(old: Schema, now: Schema, direction: Direction, where: string): void {
    for (const [name, property] of Object.entries(old.properties ?? {})) {
      const next = now.properties?.[name];
      if (next === undefined) this.#broken(`${where}.${name}`, 'is gone');
      this.compare(property, next, direction, `${where}.${name}`);
    }
    const [demands, promises] = [now.required ?? [], old.required ?? []];
    if (direction === 'request') {
      for (const name of demands)
        if (!promises.includes(name)) this.#broken(`${where}.${name}`, 'is now required');
    } else {
      for (const name of promises)
        if (!demands.includes(name)) this.#broken(`${where}.${name}`, 'is no longer always there');
    }
  }
}
