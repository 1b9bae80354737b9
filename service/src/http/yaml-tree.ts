// From the nodes of a YAML document to the JSON value that they mean. Aliases are written out within a budget, so that
// a text can never mean more than a body may hold.
import { type Alias, isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import type { Refusal } from '../handlers/refusal.ts';
import { MAX_BODY_BYTES } from './read-body.ts';
import { MAX_DEPTH } from './strict-json.ts';
import { malformedYaml, type Place } from './yaml-place.ts';

// A text may be written with tags and anchors around nothing, so that also a node without a letter costs something.
const NODE_COST = 2;

/** Reads the nodes of one document. */
export class YamlTree {
  readonly #place: Place;
  /** The newest node under each name: an alias means the one that stands before it. */
  readonly #anchors = new Map<string, Node>();
  /** Nodes that are being read: an alias to one of them would contain itself. */
  readonly #open = new Set<Node>();
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
    const written = node as Node;
    if (written.anchor !== undefined) this.#anchors.set(written.anchor, written);
    this.#spend(NODE_COST, written);
    if (isScalar(node)) return this.#scalar(node);
    if (depth >= MAX_DEPTH) throw this.#refusal(`it nests deeper than ${MAX_DEPTH} levels; flatten it`, node);
    this.#open.add(written);
    const value = isSeq(node)
      ? node.items.map((item) => this.read(item, depth + 1))
      : this.#map(node as YAMLMap, depth);
    this.#open.delete(written);
    return value;
  }

  #alias(alias: Alias, depth: number): unknown {
    const target = this.#anchors.get(alias.source);
    if (target === undefined) {
      throw this.#refusal(`there is no anchor &${alias.source.slice(0, 40)} before this alias`, alias);
    }
    if (this.#open.has(target)) {
      throw this.#refusal(
        `the alias *${alias.source.slice(0, 40)} would contain itself; write the value out`,
        alias,
      );
    }
    return this.read(target, depth);
  }

  #map(map: YAMLMap, depth: number): unknown {
    const entries = new Map<string, unknown>();
    for (const { key, value } of map.items) {
      const name = this.#key(key, map);
      if (entries.has(name)) {
        throw this.#refusal(`the key ${shown(name)} stands there twice in one object; keep one of them`, key);
      }
      entries.set(name, this.read(value, depth + 1));
    }
    // From entries, because assigning to a key could reach more than the object.
    return Object.fromEntries(entries);
  }

  /** Keys are texts, as in JSON; what a person writes without quotes counts as the text that it looks like. */
  #key(key: unknown, map: YAMLMap): string {
    if (!isScalar(key)) throw this.#refusal('a key must be a plain text', key ?? map);
    if (key.anchor !== undefined) this.#anchors.set(key.anchor, key);
    const name = typeof key.value === 'string' ? this.#text(key.value, key) : (key.source ?? '');
    if (typeof key.value !== 'string' && name === '')
      throw this.#refusal('a key is empty; name the field', key);
    this.#spend(name.length + NODE_COST, key);
    if (name === '<<' && key.type === 'PLAIN') {
      throw this.#refusal('merge keys (<<) are not part of YAML 1.2; write the fields out', key);
    }
    // No field is called so, and a merge that meets it would change every object of the process.
    if (name === '__proto__') throw this.#refusal('a key "__proto__" is never accepted; remove it', key);
    return name;
  }

  #scalar(scalar: Scalar): unknown {
    const { value } = scalar;
    if (typeof value === 'string') {
      this.#spend(value.length, scalar);
      return this.#text(value, scalar);
    }
    if (typeof value === 'number') return this.#number(value, scalar);
    if (value === null || typeof value === 'boolean') return value;
    throw this.#refusal(
      'this kind of value is not accepted; write a text, a number, true, false or null',
      scalar,
    );
  }

  #number(value: number, scalar: Scalar): number {
    const source = scalar.source ?? String(value);
    const isWhole = !/[.eE]/.test(source) || /^0[xo]/.test(source);
    if (!Number.isFinite(value) || (isWhole && !Number.isSafeInteger(value))) {
      throw this.#refusal(
        `the number ${source.slice(0, 40)} cannot be kept exactly; write it in quotes`,
        scalar,
      );
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
    if (this.#size > MAX_BODY_BYTES) {
      throw this.#refusal('its aliases, written out, make it larger than 256 KiB; write less', node);
    }
  }

  #refusal(reason: string, node: unknown): Refusal {
    const range = (node as Node | null | undefined)?.range;
    return malformedYaml(reason, this.#place(range?.[0] ?? 0));
  }
}

function shown(key: string): string {
  return JSON.stringify(key.length > 64 ? `${key.slice(0, 64)}…` : key);
}
