// /openapi/v2 and /openapi/v3: each document made when it is first asked for, and known by a hash.
import { respond, type Wishes } from '../http/respond.ts';
import { goJson, type JsonObject } from '../json/json.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import { KUBERNETES_VERSION } from '../kinds/official.ts';
import type { Registry } from '../kinds/registry.ts';

/** A document with its hash. */
interface Known {
  readonly body: JsonObject;
  readonly hash: string;
}

const CACHE = { 'cache-control': 'no-cache, private' };
const STATIC = ['.well-known/openid-configuration', 'api', 'apis', 'openid/v1/jwks', 'version'];

function rootOf(kind: Kind): string {
  return kind.group === '' ? `api/${kind.version}` : `apis/${apiVersionOf(kind)}`;
}

async function hashOf(text: string): Promise<string> {
  const digest = await globalThis.crypto.subtle.digest('SHA-512', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(
    '',
  );
}

export class OpenApi {
  readonly #registry: Registry;
  readonly #root: string;
  readonly #known = new Map<string, Promise<Known>>();
  #revision = -1;

  /** @param root path below which the server stands */
  constructor(registry: Registry, root = '') {
    this.#registry = registry;
    this.#root = root;
  }

  /** The answer for a path; undefined when there is no such document. */
  async serve(
    path: string,
    headers: Headers,
    query: URLSearchParams,
    wishes: Wishes,
  ): Promise<Response | undefined> {
    if (this.#revision !== this.#registry.revision) {
      this.#known.clear();
      this.#revision = this.#registry.revision;
    }
    if (path === '/openapi/v2') {
      const { documentV2 } = await import('./documents.ts');
      const known = await this.#make('v2', () => documentV2(this.#registry, KUBERNETES_VERSION));
      return this.#answer(known, headers, wishes, 'Accept-Encoding, Accept');
    }
    if (path === '/openapi/v3') return this.#index(headers, wishes);
    const root = /^\/openapi\/v3\/(.+)$/.exec(path)?.[1];
    if (root === undefined) return undefined;
    const known = await this.#document(root);
    if (known === undefined) return undefined;
    const hash = query.get('hash');
    if (hash !== null && hash !== known.hash)
      return new Response(null, {
        status: 301,
        headers: {
          location: `${this.#root}${path}?hash=${known.hash}`,
          etag: `"${known.hash}"`,
          'content-type': 'application/json',
          ...CACHE,
        },
      });
    return this.#answer(known, headers, wishes, 'Accept');
  }

  #make(key: string, make: () => JsonObject): Promise<Known> {
    let known = this.#known.get(key);
    if (known === undefined) {
      const body = make();
      known = hashOf(goJson(body)).then((hash) => ({ body, hash }));
      this.#known.set(key, known);
    }
    return known;
  }

  #answer({ body, hash }: Known, headers: Headers, wishes: Wishes, vary?: string): Response {
    const etag = `"${hash}"`;
    if (headers.get('if-none-match') === etag)
      return new Response(null, { status: 304, headers: { etag, ...CACHE } });
    return respond(body, 200, wishes, { headers: { etag, ...(vary !== undefined && { vary }) } });
  }

  async #document(root: string): Promise<Known | undefined> {
    const { documentV3 } = await import('./documents.ts');
    const kinds = this.#registry.all.filter((kind) => rootOf(kind) === root);
    const isGroup = this.#registry.all.some((kind) => kind.group !== '' && root === `apis/${kind.group}`);
    if (kinds.length === 0 && !STATIC.includes(root) && !isGroup) return undefined;
    return this.#make(root, () => documentV3(kinds, KUBERNETES_VERSION, root));
  }

  /** Documents and their hashes. */
  async #index(headers: Headers, wishes: Wishes): Promise<Response> {
    const roots = new Set<string>(STATIC);
    for (const kind of this.#registry.all) {
      roots.add(rootOf(kind));
      if (kind.group !== '' && kind.custom === undefined) roots.add(`apis/${kind.group}`);
    }
    const paths: JsonObject = {};
    for (const root of [...roots].sort()) {
      const known = await this.#document(root);
      if (known !== undefined)
        paths[root] = { serverRelativeURL: `${this.#root}/openapi/v3/${root}?hash=${known.hash}` };
    }
    const body: JsonObject = { paths };
    return this.#answer({ body, hash: await hashOf(goJson(body)) }, headers, wishes);
  }
}
