// From the nodes of a YAML document to the JSON value that they mean. Aliases are written out within a budget, so that
// a text can never mean much more than a body may hold.
import { type Alias, isAlias, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Refusal } from '../../../refusal.ts';
import { MAX_BODY_BYTES } from '../read-body.ts';
import { isKeptExactly, MAX_DEPTH } from '../strict-json.ts';
import { malformedYaml, type Place } from './place.ts';

/** A value under an anchor; undefined while it is being read: an alias to it would contain itself. */
type Anchored = { readonly value: unknown; readonly size: number } | undefined;

// A node costs something even if no letter is in it.
const NODE_COST = 2;

// No text of a body reaches this without aliases: three bytes (`a:` and a line end) cost five.
const MAX_SIZE = 2 * MAX_BODY_BYTES;

/** Reads the nodes of one document. */
export class YamlTree {
  readonly #place: Place;
  /** An alias means the newest anchor of its name before it. */
  readonly #anchors = new Map<string, Anchored>();
  #size = 0;

  constructor(place: Place) {
    this.#place = place;
  }

  /**
   * The value of a node.
   * @throws Refusal `malformed_body`
   */
  read(node: unknown, depth = 0): unknown {
    if (node === null || node === undefined) return null;
    if (isAlias(node)) return this.#alias(node, depth);
    const { anchor } = node as Node & { readonly anchor?: string };
    if (anchor !== undefined) this.#anchors.set(anchor, undefined);
    const before = this.#size;
    const value = this.#value(node as Node, depth);
    if (anchor !== undefined) this.#anchors.set(anchor, { value, size: this.#size - before });
    return value;
  }

  #value(node: Node, depth: number): unknown {
    this.#spend(NODE_COST, node);
    if (isScalar(node)) return this.#scalar(node);
    if (depth >= MAX_DEPTH) throw this.#tooDeep(node);
    if (isSeq(node)) return node.items.map((item) => this.read(item, depth + 1));
    return this.#map(node as YAMLMap, depth);
  }

  #alias(alias: Alias, depth: number): unknown {
    const name = alias.source.slice(0, 40);
    if (!this.#anchors.has(alias.source)) {
      throw this.#refusal(`there is no anchor &${name} before this alias`, alias);
    }
    const target = this.#anchors.get(alias.source);
    if (target === undefined) {
      throw this.#refusal(`the alias *${name} would contain itself; write the value out`, alias);
    }
    this.#spend(target.size, alias);
    if (depth + heightOf(target.value) > MAX_DEPTH) throw this.#tooDeep(alias);
    return target.value;
  }

  #map(map: YAMLMap, depth: number): unknown {
    const entries = new Map<string, unknown>();
    const written = new Set<string>();
    for (const { key, value } of map.items) {
      if (isMergeKey(key)) {
        this.#merge(entries, value, depth);
        continue;
      }
      const name = this.#key(key, map);
      if (written.has(name)) {
        throw this.#refusal(`the key ${shown(name)} stands there twice in one object; keep one of them`, key);
      }
      written.add(name);
      entries.set(name, this.read(value, depth + 1));
    }
    // From entries, because assigning to a key could reach more than the object.
    return Object.fromEntries(entries);
  }

  /**
   * A merge key of YAML 1.1, as kubectl takes it: in the order in which things are written, so that what stands behind it
   * wins over it, and it wins over what stands before it. Of several objects in a list, the first wins.
   */
  #merge(entries: Map<string, unknown>, value: unknown, depth: number): void {
    this.#spend(NODE_COST, value);
    const merged = this.read(value, isSeq(value) ? depth : depth + 1);
    const objects = Array.isArray(merged) && isSeq(value) ? [...merged].reverse() : [merged];
    for (const object of objects) {
      if (typeof object !== 'object' || object === null || Array.isArray(object)) {
        throw this.#refusal('a merge key (<<) takes an object, or a list of objects', value);
      }
      for (const [name, inner] of Object.entries(object)) {
        this.#spend(name.length + NODE_COST, value);
        entries.set(name, inner);
      }
    }
  }

  /** Keys are texts, as in JSON; what a person writes without quotes counts as the text that it looks like. */
  #key(key: unknown, map: YAMLMap): string {
    if (!isScalar(key)) throw this.#refusal('a key must be a plain text', key ?? map);
    const name = typeof key.value === 'string' ? this.#text(key.value, key) : (key.source ?? '');
    if (typeof key.value !== 'string' && name === '') {
      throw this.#refusal('a key is empty; name the field', key);
    }
    this.#spend(name.length + NODE_COST, key);
    // No field is called so, and a merge that meets it would change every object of the process.
    if (name === '__proto__') throw this.#refusal('a key "__proto__" is never accepted; remove it', key);
    if (key.anchor !== undefined) this.#anchors.set(key.anchor, { value: name, size: name.length });
    return name;
  }

  #scalar(scalar: Scalar): unknown {
    const { value } = scalar;
    if (typeof value === 'string') {
      this.#spend(value.length, scalar);
      return this.#text(value, scalar);
    }
    return typeof value === 'number' ? this.#number(value, scalar) : value;
  }

  #number(value: number, scalar: Scalar): number {
    const source = scalar.source ?? String(value);
    if (/^[-+]?0[0-9]+$/.test(source)) throw this.#refusal(zeroText(source, value), scalar);
    if (!isKeptExactly(source)) {
      const detail = `the number ${source.slice(0, 40)} cannot be kept exactly; write it in quotes`;
      throw this.#refusal(detail, scalar);
    }
    return value;
  }

  /** Halves of surrogate pairs have no UTF-8 form: what is stored would not be what was sent. */
  #text(text: string, node: unknown): string {
    if (/\p{Surrogate}/u.test(text)) {
      throw this.#refusal('a text has half of a surrogate pair; send whole characters', node);
    }
    return text;
  }

  #spend(size: number, node: unknown): void {
    this.#size += size;
    if (this.#size > MAX_SIZE) {
      throw this.#refusal('its aliases, written out, make it larger than a body may be; write less', node);
    }
  }

  #tooDeep(node: unknown): Refusal {
    return this.#refusal(`it nests deeper than ${MAX_DEPTH} levels; flatten it`, node);
  }

  #refusal(reason: string, node: unknown): Refusal {
    const range = (node as Node | null | undefined)?.range;
    return malformedYaml(reason, this.#place(range?.[0] ?? 0));
  }
}

/** A key that is written `<<`; in quotes it is a name like any other. */
function isMergeKey(key: unknown): key is Scalar {
  return isScalar(key) && key.value === '<<' && key.type === 'PLAIN';
}

/** YAML 1.1, which kubectl reads, takes a number with a leading zero for an octal one; YAML 1.2 does not. */
function zeroText(source: string, value: number): string {
  const octal = /^[-+]?0[0-7]+$/.test(source) ? Number.parseInt(source, 8) : value;
  const choice = octal === value ? String(value) : `${value}, or ${octal} if that is meant`;
  const kubectl = octal === value ? '' : `, which kubectl reads as ${octal}`;
  return `the number ${source.slice(0, 40)} begins with a zero${kubectl}; write ${choice}, or put a text in quotes`;
}

/** Objects and arrays inside one another. */
function heightOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(heightOf));
}

function shown(key: string): string {
  return JSON.stringify(key.length > 64 ? `${key.slice(0, 64)}…` : key);
}
