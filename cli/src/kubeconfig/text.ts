// Changes of a kubeconfig as text: what is not ours stays byte for byte, comments, order and quoting included. An entry of
// ours is written as people write one, and as JSON where JSON stands around it, and is taken out again without a trace.
import type { Document, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { wrong } from '../errors/cli-error.ts';
import { block, scalar } from './block.ts';

/** The lists of a kubeconfig. */
export type List = 'clusters' | 'contexts' | 'users';

type Yaml = typeof import('../yaml.ts');
type Node = { readonly range?: readonly [number, number, number] | null };

/** A kubeconfig that was read. */
export class KubeconfigText {
  readonly text: string;
  readonly #yaml: Yaml;
  readonly #root: YAMLMap;

  private constructor(yaml: Yaml, text: string, root: YAMLMap) {
    this.#yaml = yaml;
    this.text = text;
    this.#root = root;
  }

  /** Undefined where there is nothing in it. @throws CliError with the line of what cannot be read */
  static async read(file: string, text: string): Promise<KubeconfigText | undefined> {
    const yaml = await import('../yaml.ts');
    const counter = new yaml.LineCounter();
    const document = yaml.parseDocument(text, { lineCounter: counter, uniqueKeys: true }) as Document.Parsed;
    const [error] = document.errors;
    const line = (offset: number) => counter.linePos(offset).line;
    if (error !== undefined)
      throw wrong(
        `${file}:${line(error.pos[0])} cannot be read: ${error.message.split('\n')[0]}`,
        'nothing was changed in it; mend it first',
      );
    if (document.contents === null || (yaml.isScalar(document.contents) && document.contents.value === null))
      return undefined;
    if (!yaml.isMap(document.contents))
      throw wrong(
        `${file}:${line(document.contents.range[0])} is no kubeconfig.`,
        'nothing was changed in it; mend it first',
      );
    return new KubeconfigText(yaml, text, document.contents as unknown as YAMLMap);
  }

  /** The entries of a list, as values. */
  entries(list: List): Record<string, unknown>[] {
    const value = this.#seq(list)?.toJSON() as unknown;
    return Array.isArray(value)
      ? (value.filter((each) => typeof each === 'object' && each !== null) as never)
      : [];
  }

  /** Text of a value as it is written; null where the key is missing. */
  written(key: string): string | null {
    const pair = this.#pair(key);
    return pair === undefined ? null : this.#slice(pair);
  }

  /** What stands in the place of a list. It stays a list when it is empty; what is none is put back as it was written. */
  was(list: List): Was {
    const seq = this.#seq(list);
    return seq === undefined || this.#isReplaced(seq) ? this.written(list) : 'list';
  }

  value(key: string): unknown {
    return this.#root.get(key);
  }

  /** Puts an entry in front of a list. */
  insert(list: List, entry: object): string {
    const json = JSON.stringify(entry);
    const seq = this.#seq(list);
    if (seq === undefined || this.#isReplaced(seq)) return this.#insertList(list, entry);
    const [from] = rangeOf(seq);
    if (seq.flow === true) {
      const [first] = seq.items as Node[];
      const place = first === undefined ? from + 1 : rangeOf(first)[0];
      return this.#splice(place, place, first === undefined ? json : `${json}, `);
    }
    const indent = this.#indent(from);
    return this.#splice(from, from, `${this.#item(entry, indent)}${this.#break}${indent}`);
  }

  /** An empty list of one line, with nothing but its key in it, gives way to one over lines. */
  #isReplaced(seq: YAMLSeq): boolean {
    if (seq.flow !== true || seq.items.length > 0 || this.#isFlow) return false;
    const [from, to] = rangeOf(seq);
    // A line break, a tag or an anchor before it would be lost with it.
    const key = this.#root.items.find(({ value }) => value === seq)?.key as Node;
    return this.#endsLine(to) && /^:[ \t]+$/.test(this.text.slice(rangeOf(key)[1], from));
  }

  /** Where no list is yet. */
  #insertList(list: List, entry: object): string {
    const pair = this.#pair(list);
    const to = pair === undefined ? undefined : this.#valueRange(pair)[1];
    if (this.#isFlow || (to !== undefined && !this.#endsLine(to)))
      return this.#put(list, `[${JSON.stringify(entry)}]`);
    const indent = this.#indent(rangeOf(this.#root)[0]);
    const item = `${this.#break}${indent}${this.#item(entry, indent)}`;
    if (pair === undefined) return this.#put(list, item, ':');
    return this.#splice(this.#valueRange(pair)[0], this.#valueRange(pair)[1], item);
  }

  /** Behind its hyphen. */
  #item(entry: object, indent: string): string {
    return `- ${block(this.#yaml, entry, `${indent}  `, this.#break)}`;
  }

  /** Takes an entry out of a list. @param was what stood there before the first of ours, if nothing else is left */
  remove(list: List, name: string, was: Was): string {
    const seq = this.#seq(list);
    const index = seq?.items.findIndex((each) => this.#yaml.isMap(each) && each.get('name') === name) ?? -1;
    if (seq === undefined || index < 0) return this.text;
    if (seq.items.length === 1 && was !== 'list') return this.restore(list, was);
    const item = seq.items[index] as Node;
    const next = seq.items[index + 1] as Node | undefined;
    if (seq.flow === true) {
      const before = seq.items[index - 1] as Node | undefined;
      if (next !== undefined) return this.#splice(rangeOf(item)[0], rangeOf(next)[0], '');
      return this.#splice(before === undefined ? rangeOf(item)[0] : rangeOf(before)[1], rangeOf(item)[1], '');
    }
    const dash = (each: Node) => this.text.lastIndexOf('-', rangeOf(each)[0] - 1);
    if (next !== undefined) return this.#splice(dash(item), dash(next), '');
    if (seq.items.length === 1) {
      const [from, to] = [rangeOf(this.#pair(list)?.key as Node)[1], rangeOf(item)[1]];
      return this.#splice(from, from + this.text.slice(from, to).trimEnd().length, ': []');
    }
    const from = this.text.lastIndexOf('\n', dash(item)) + 1;
    const end = this.text.indexOf('\n', this.#rangeOf(item)[1] - 1);
    // Where the file does not end with a line break, the one before goes.
    if (end < 0) return this.#splice(from - this.#break.length, this.text.length, '');
    return this.#splice(from, end + 1, '');
  }

  /** Writes an entry of ours anew, whoever has written it in whichever form. */
  rewrite(list: List, name: string, entry: object): string {
    const item = this.#seq(list)?.items.find((each) => this.#yaml.isMap(each) && each.get('name') === name) as
      | YAMLMap
      | undefined;
    if (item === undefined) return this.text;
    const [from, to] = this.#rangeOf(item);
    const isInList = this.#seq(list)?.flow !== true;
    const before = this.#indent(from);
    return this.#splice(
      from,
      to,
      isInList ? block(this.#yaml, entry, before, this.#break) : JSON.stringify(entry),
    );
  }

  /** Sets a value to a name. */
  set(key: string, name: string): string {
    return this.#put(key, this.#isFlow ? JSON.stringify(name) : scalar(this.#yaml, name));
  }

  /** @param between what stands between a key that is new and its value */
  #put(key: string, value: string, between = ': '): string {
    const pair = this.#pair(key);
    if (pair === undefined) {
      const [from] = rangeOf(this.#root);
      if (this.#isFlow) {
        const [first] = this.#root.items;
        const place = first === undefined ? from + 1 : rangeOf(first.key as Node)[0];
        const text = `${JSON.stringify(key)}: ${value}${first === undefined ? '' : ', '}`;
        return this.#splice(place, place, text);
      }
      return this.#splice(from, from, `${key}${between}${value}${this.#break}${this.#indent(from)}`);
    }
    const [from, to] = this.#valueRange(pair);
    if (from !== to) return this.#splice(from, to, value);
    // Nothing stands there, but perhaps a comment.
    return this.#splice(from, to, this.text[from] === '#' ? `${value} ` : ` ${value}`);
  }

  get #isFlow(): boolean {
    return this.#root.flow === true;
  }

  /** As the lines of the file end. */
  get #break(): string {
    return this.text.includes('\r\n') ? '\r\n' : '\n';
  }

  /** Nothing follows in the line: what did would stand behind the last of ours, and go with it. */
  #endsLine(offset: number): boolean {
    return /^\r?(\n|$)/.test(this.text.slice(offset));
  }

  /** Puts back what stood there. */
  restore(key: string, was: Exclude<Was, 'list'>): string {
    const index = this.#root.items.findIndex((pair) => (pair.key as Scalar).value === key);
    const pair = this.#root.items[index];
    if (pair === undefined) return this.text;
    const [begin, to] = this.#valueRange(pair as Pair<Node, Node>);
    // A list over lines stands below its key; what it took the place of stood beside it.
    const beside = /^:[ \t]*(?=\r?\n)/.exec(this.text.slice(rangeOf(pair.key as Node)[1]));
    const from = beside === null ? begin : rangeOf(pair.key as Node)[1] + beside[0].length;
    // Beside a key that had nothing, a blank came with ours.
    const hasBlank = was === '' && beside === null && this.text[from - 1] === ' ';
    if (was !== null) return this.#splice(hasBlank ? from - 1 : from, to, was);
    const next = this.#root.items[index + 1];
    const start = rangeOf(pair.key as Node)[0];
    if (next !== undefined) return this.#splice(start, rangeOf(next.key as Node)[0], '');
    const before = this.#root.items[index - 1] as Pair<Node, Node> | undefined;
    if (before !== undefined && this.#root.flow === true)
      return this.#splice(this.#valueRange(before)[1], to, '');
    return this.#splice(start, to, '');
  }

  #pair(key: string): Pair<Node, Node | null> | undefined {
    return this.#root.items.find((pair) => (pair.key as Scalar).value === key) as
      | Pair<Node, Node | null>
      | undefined;
  }

  #seq(list: List): YAMLSeq | undefined {
    const value = this.#pair(list)?.value;
    return this.#yaml.isSeq(value) ? value : undefined;
  }

  #slice(pair: Pair<Node, Node | null>): string {
    const [from, to] = this.#valueRange(pair);
    return this.text.slice(from, to);
  }

  #valueRange({ key, value }: Pair<Node, Node | null>): readonly [number, number] {
    return value === null ? [rangeOf(key)[1] + 1, rangeOf(key)[1] + 1] : this.#rangeOf(value);
  }

  /** What ends with its line ends before the line break. */
  #rangeOf(node: Node): readonly [number, number] {
    const [from, to] = rangeOf(node);
    return [from, from + this.text.slice(from, to).trimEnd().length];
  }

  #indent(offset: number): string {
    return this.text.slice(this.text.lastIndexOf('\n', offset - 1) + 1, offset).replace(/[^\s]/g, ' ');
  }

  #splice(from: number, to: number, text: string): string {
    return this.text.slice(0, from) + text + this.text.slice(to);
  }
}

/** What stood in a place before ours: a list, this text, or nothing at all. */
export type Was = 'list' | string | null;

function rangeOf({ range }: Node): readonly [number, number] {
  if (!range) throw new TypeError('a node without its place');
  return [range[0], range[1]];
}
