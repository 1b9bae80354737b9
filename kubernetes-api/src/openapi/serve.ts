// /openapi/v2 and /openapi/v3: each document made when it is first asked for, and known by a hash.
import { negotiateType } from '../http/negotiate.ts';
import { respond, respondBytes, type Wishes } from '../http/respond.ts';
import { goJson, type JsonObject } from '../json/json.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import { KUBERNETES_VERSION } from '../kinds/official.ts';
import type { Registry } from '../kinds/registry.ts';

/** A document with its hash. */
interface Known {
  readonly body: JsonObject;
  readonly hash: string;
}

interface Bytes {
  readonly bytes: Uint8Array;
  readonly hash: string;
}

/** In which version 2 is given; Go clients ask for protobuf by the last name, which no header of an answer may have. */
const JSON_TYPE = 'application/json';
const PROTOBUF_TYPE = 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf';
const PROTOBUF_ALIAS = 'application/com.github.proto-openapi.spec.v2@v1.0+protobuf';

const CACHE = { 'cache-control': 'no-cache, private' };
const STATIC = ['.well-known/openid-configuration', 'api', 'apis', 'openid/v1/jwks', 'version'];

function rootOf(kind: Kind): string {
  return kind.group === '' ? `api/${kind.version}` : `apis/${apiVersionOf(kind)}`;
}

async function hashOf(content: string | Uint8Array): Promise<string> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const digest = await globalThis.crypto.subtle.digest('SHA-512', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(
    '',
  );
}

function unchanged(etag: string): Response {
  return new Response(null, { status: 304, headers: { etag, ...CACHE } });
}

export class OpenApi {
  readonly #registry: Registry;
  readonly #root: string;
  readonly #known = new Map<string, Promise<Known>>();
  /** Each made of its document of version 2, and gone with it. */
  readonly #protobufs = new WeakMap<Known, Promise<Bytes>>();
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
    if (path === '/openapi/v2') return this.#version2(headers, wishes);
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

  async #version2(headers: Headers, wishes: Wishes): Promise<Response> {
    const vary = 'Accept-Encoding, Accept';
    const type = negotiateType(headers.get('accept'), [JSON_TYPE, PROTOBUF_TYPE, PROTOBUF_ALIAS]);
    if (type === undefined) return new Response(null, { status: 406, headers: { vary, ...CACHE } });
    const { documentV2 } = await import('./documents.ts');
    const known = await this.#make('v2', () => documentV2(this.#registry, KUBERNETES_VERSION));
    if (type === JSON_TYPE) return this.#answer(known, headers, wishes, vary);
    const { bytes, hash } = await this.#protobufOf(known);
    const etag = `"${hash}"`;
    if (headers.get('if-none-match') === etag) return unchanged(etag);
    return respondBytes(bytes, 200, wishes, { 'content-type': PROTOBUF_TYPE, etag, vary });
  }

  #protobufOf(known: Known): Promise<Bytes> {
    let made = this.#protobufs.get(known);
    if (made === undefined) {
      made = import('../protobuf/openapi-v2.ts').then(async ({ openApiV2ToProtobuf }) => {
        const bytes = openApiV2ToProtobuf(known.body);
        return { bytes, hash: await hashOf(bytes) };
      });
      this.#protobufs.set(known, made);
    }
    return made;
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
    if (headers.get('if-none-match') === etag) return unchanged(etag);
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
