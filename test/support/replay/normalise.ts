// Makes answers comparable: what differs from run to run becomes a placeholder, what was saved its name.
import { isObject } from './pointer.ts';
import type { Json, JsonObject, Step } from './recording.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const TIME = /(?!2006-01-02T15:04:05)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g;
const AGE = /^(\d+[smhdy]){1,2}$/;
const TOKEN = /eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+/g;
const CERTIFICATE = /(-----BEGIN CERTIFICATE-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE-----\s*)+/g;
const VERSION = '<resourceVersion>';
const LONGEST = 3000;

interface Saved {
  readonly value: string;
  /** Versions of lists and of objects are not compared with each other. */
  readonly of: 'list' | 'object';
}

/** Where a value stands. */
interface Place {
  readonly list?: boolean;
  /** The version of a list is compared, too. */
  readonly exact?: boolean;
  readonly bookmark?: boolean;
  readonly cells?: boolean;
}

/** The names of generated objects in requests. */
function generatedIn(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) generatedIn(item, found);
  else if (isObject(value))
    for (const [key, item] of Object.entries(value))
      if (key === 'generateName' && typeof item === 'string' && item !== '') found.add(item);
      else generatedIn(item, found);
}

function requestsOf(steps: readonly Step[]): unknown[] {
  return steps.map((step) => [
    step.request,
    step.watch && [step.watch.path, requestsOf(step.watch.during ?? [])],
  ]);
}

/** Of one recording: its variables, and the texts that its requests contain. */
export class Normaliser {
  readonly #host: string;
  readonly #saved = new Map<string, Saved>();
  readonly #literals: string;
  readonly #generated = new Set<string>();

  constructor(host: string, steps: readonly Step[]) {
    this.#host = host;
    const requests = requestsOf(steps);
    this.#literals = JSON.stringify(requests);
    generatedIn(requests, this.#generated);
  }

  save(name: string, value: string, of: Saved['of']): void {
    this.#saved.set(name, { value, of });
  }

  /** Puts saved values where a request names them. */
  expand(text: string, forPath = false): string {
    return text.replaceAll(/\$\{([A-Z][A-Z0-9_]*)\}/g, (whole, name: string) => {
      const value = this.#saved.get(name)?.value;
      if (value === undefined) return whole;
      return forPath ? encodeURIComponent(value) : value;
    });
  }

  expandAll(value: Json): Json {
    if (typeof value === 'string') return this.expand(value);
    if (Array.isArray(value)) return value.map((item) => this.expandAll(item));
    if (!isObject(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [this.expand(key), this.expandAll(item)]),
    );
  }

  #named(value: string, of?: Saved['of']): string | undefined {
    for (const [name, saved] of this.#saved)
      if (saved.value === value && (of === undefined || saved.of === of)) return `\${${name}}`;
    return undefined;
  }

  #isLiteral(text: string): boolean {
    return this.#literals.includes(text);
  }

  text(text: string, key = ''): string {
    if (key === 'audit-id') return '<uid>';
    if (key === 'etag') return '<etag>';
    let out = text.replaceAll(this.#host, '<host>');
    // The server that was recorded ends its refusals with two words more.
    out = out.replace(
      /( in the namespace "[^"]*"| at the cluster scope| path "[^"]*"): access denied$/,
      '$1',
    );
    out = out.replaceAll(/in scheme "[^"]+"/g, 'in scheme "<scheme>"');
    for (const prefix of this.#generated) {
      const escaped = prefix.replaceAll(/[.*+?^$()|[\]{}\\]/g, '\\$&');
      out = out.replaceAll(
        new RegExp(`${escaped}[a-z0-9]{5}(?![a-z0-9])`, 'g'),
        (found) => this.#named(found) ?? `${prefix}<suffix>`,
      );
    }
    for (const [name, { value }] of this.#saved)
      if (value.length >= 8 && !/^\d+$/.test(value)) out = out.replaceAll(value, `\${${name}}`);
    const unlessLiteral = (placeholder: string) => (found: string) =>
      this.#isLiteral(found) ? found : placeholder;
    out = out
      .replaceAll(TOKEN, '<token>')
      .replaceAll(CERTIFICATE, '<certificate>')
      .replaceAll(UUID, unlessLiteral('<uid>'))
      .replaceAll(TIME, unlessLiteral('<time>'));
    return this.#versions(out);
  }

  /** Versions inside of texts. */
  #versions(text: string): string {
    const shown = (version: string): string => (this.#isLiteral(version) ? version : VERSION);
    let out = text
      .replaceAll(
        /(too old resource version: |Too large resource version: |current: )(\d+)( \(\d+\))?/g,
        (_, before: string, version: string, rest?: string) =>
          `${before}${shown(version)}${rest === undefined ? '' : ` (${VERSION})`}`,
      )
      .replaceAll(
        /(resourceVersion: ?"?)(\d+)/g,
        (_, before: string, version: string) => before + shown(version),
      )
      .replaceAll(/(Key: )\/registry\/[^\s,]+/g, '$1<key>')
      .replaceAll(
        /(\\*"resourceVersion\\*":\\*")(\d+)/g,
        (_, before: string, version: string) => before + shown(version),
      );
    for (const [name, { value }] of this.#saved)
      if (/^\d+$/.test(value))
        out = out.replaceAll(new RegExp(`(?<![\\d.])${value}(?![\\d.])`, 'g'), (found) =>
          out.length > found.length ? `\${${name}}` : found,
        );
    return out.length > LONGEST ? `${out.slice(0, 200)}<cut:${out.length}>` : out;
  }

  #string(value: string, key: string, place: Place): string {
    if (key === 'resourceVersion') {
      if (value === '' || value === '0') return value;
      if (place.bookmark) return VERSION;
      if (place.list) return (place.exact && (this.#named(value, 'list') ?? this.#named(value))) || VERSION;
      return this.#named(value, 'object') ?? (this.#isLiteral(`"${value}"`) ? value : VERSION);
    }
    if (key === 'continue') return value === '' ? value : '<continue>';
    if (key === 'hash' || key === 'storageVersionHash') return '<hash>';
    if (key === 'serverRelativeURL') return value.replace(/hash=[0-9A-Fa-f]+/, 'hash=<hash>');
    if (place.cells && AGE.test(value)) return '<age>';
    if (key === 'token') return '<token>';
    return this.text(value, key);
  }

  value(value: Json, key = '', place: Place = {}): Json {
    const name = key.startsWith('/') ? key.slice(key.lastIndexOf('/') + 1) : key;
    if (typeof value === 'string') return this.#string(value, name, place);
    if (Array.isArray(value)) {
      const items = key === 'managedFields' ? [...value].sort(byManager) : value;
      const cells = place.cells || /(^|\/)cells$/.test(key);
      return items.map((item) => this.value(item, key, { ...place, list: false, cells }));
    }
    return isObject(value) ? this.#object(value, key, place) : value;
  }

  #object(value: JsonObject, key: string, place: Place): JsonObject {
    const out: JsonObject = {};
    const isList =
      Array.isArray(value['items']) ||
      Array.isArray(value['rows']) ||
      /List$/.test(String(value['kind'] ?? '')) ||
      place.bookmark === true;
    for (const [raw, item] of Object.entries(value)) {
      const name = new RegExp(UUID.source).test(raw) ? this.text(raw) : raw;
      if (name === 'metadata' && isObject(item))
        out[name] = this.value(item, name, { ...place, list: isList });
      else {
        const isView =
          name.startsWith('/') ||
          name === '$view' ||
          key === '$view' ||
          key === 'metadata' ||
          key === '/metadata';
        out[name] = this.value(item, name, { ...place, list: isView ? place.list === true : false });
      }
    }
    const metadata = value['metadata'];
    if (isObject(metadata) && isObject(out['metadata'])) {
      const { generateName, name } = metadata;
      const isGenerated =
        typeof generateName === 'string' && typeof name === 'string' && name.startsWith(generateName);
      if (isGenerated && this.#named(name) === undefined && !this.#isLiteral(`"${name}"`))
        out['metadata']['name'] = `${generateName}<suffix>`;
    }
    return out;
  }
}

function byManager(a: Json, b: Json): number {
  const text = (entry: Json): string => {
    const { operation, manager, subresource, apiVersion } = isObject(entry) ? entry : {};
    return [operation, manager, subresource ?? '', apiVersion].join('|');
  };
  return text(a) < text(b) ? -1 : 1;
}
