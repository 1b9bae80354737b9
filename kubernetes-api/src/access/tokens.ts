// Tokens of service accounts: given out by TokenRequest, and known again.

import type { Clock } from '../clock.ts';
import { isObject, type JsonObject, listOf, objectOf, textOf } from '../json/json.ts';
import type { Random } from '../random.ts';
import type { Storage } from '../storage/storage.ts';
import type { User } from './seams.ts';

/** What a token is bound to, beside its service account. */
export interface BoundObject {
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

export interface TokenOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly storage: Storage;
  /** Who gives them out and, unless a request says otherwise, for whom. */
  readonly audience: string;
  /** What signs; by default a key that lives as long as the server. */
  readonly signingKey?: () => Promise<Uint8Array<ArrayBuffer>>;
}

/** A token that is not good for what it is used for. */
export interface Refused {
  readonly error: string;
}

export interface Known {
  readonly user: User;
  readonly audiences: readonly string[];
}

/** The key type of the runtime, which has no name of its own everywhere. */
type Key = Parameters<typeof globalThis.crypto.subtle.sign>[1];

const CREDENTIAL = 'authentication.kubernetes.io/credential-id';
const HEADER = base64Url(new TextEncoder().encode('{"alg":"HS256","typ":"JWT"}'));
const INVALID: Refused = { error: 'invalid bearer token' };

function base64Url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** What a token says, whether it is true or not; undefined when it says nothing. */
function claimsIn(payload: string): JsonObject | undefined {
  try {
    const claims: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(payload)));
    return isObject(claims) ? claims : undefined;
  } catch {
    return undefined;
  }
}

const HMAC = { name: 'HMAC', hash: 'SHA-256' } as const;

/** Gives tokens out, and knows them again. */
export class Tokens {
  readonly #options: TokenOptions;
  #key: Promise<Key> | undefined;

  constructor(options: TokenOptions) {
    this.#options = options;
  }

  get audience(): string {
    return this.#options.audience;
  }

  #signingKey(): Promise<Key> {
    this.#key ??= this.#makeKey().catch((error: unknown) => {
      this.#key = undefined;
      throw error;
    });
    return this.#key;
  }

  async #makeKey(): Promise<Key> {
    const { subtle } = globalThis.crypto;
    const bytes = await this.#options.signingKey?.();
    if (bytes === undefined) return (await subtle.generateKey(HMAC, false, ['sign', 'verify'])) as Key;
    return subtle.importKey('raw', bytes, HMAC, false, ['sign', 'verify']);
  }

  /** @param seconds how long it is good */
  async issue(
    account: { readonly namespace: string; readonly name: string; readonly uid: string },
    audiences: readonly string[],
    seconds: number,
    bound: BoundObject | undefined,
  ): Promise<string> {
    const now = Math.floor(this.#options.clock.now() / 1000);
    const claims = {
      aud: audiences,
      exp: now + seconds,
      iat: now,
      iss: this.#options.audience,
      jti: this.#options.random.uuid(),
      'kubernetes.io': {
        namespace: account.namespace,
        serviceaccount: { name: account.name, uid: account.uid },
        ...(bound !== undefined && { [bound.kind.toLowerCase()]: { name: bound.name, uid: bound.uid } }),
      },
      nbf: now,
      sub: `system:serviceaccount:${account.namespace}:${account.name}`,
    };
    const payload = `${HEADER}.${base64Url(new TextEncoder().encode(JSON.stringify(claims)))}`;
    const key = await this.#signingKey();
    const signature = await globalThis.crypto.subtle.sign('HMAC', key, new TextEncoder().encode(payload));
    return `${payload}.${base64Url(new Uint8Array(signature))}`;
  }

  /** Whether a text says that it is a token of this server, so that nobody else is asked about it. */
  isOwn(token: string): boolean {
    const [, payload = ''] = token.split('.');
    return token.startsWith(`${HEADER}.`) && claimsIn(payload)?.['iss'] === this.#options.audience;
  }

  /** @param wanted the audiences of whoever asks; the server itself when there are none */
  async check(token: string, wanted: readonly string[]): Promise<Known | Refused> {
    const claims = await this.#claims(token);
    if (claims === undefined) return INVALID;
    const seconds = this.#options.clock.now() / 1000;
    if (Number(claims['exp']) < seconds)
      return { error: '[invalid bearer token, service account token has expired]' };
    const audiences = listOf(claims['aud']).map(String);
    const asked = wanted.length === 0 ? [this.#options.audience] : wanted;
    const common = asked.filter((one) => audiences.includes(one));
    if (common.length === 0)
      return {
        error: `[invalid bearer token, token audiences ${goList(audiences)} is invalid for the target audiences ${goList(asked)}]`,
      };
    const user = await this.#user(claims);
    return user === undefined ? INVALID : { user, audiences: common };
  }

  async #claims(token: string): Promise<JsonObject | undefined> {
    const [header, payload, signature, ...rest] = token.split('.');
    if (header !== HEADER || payload === undefined || signature === undefined || rest.length > 0)
      return undefined;
    const key = await this.#signingKey();
    try {
      const good = await globalThis.crypto.subtle.verify(
        'HMAC',
        key,
        fromBase64Url(signature) as Uint8Array<ArrayBuffer>,
        new TextEncoder().encode(`${header}.${payload}`),
      );
      return good ? claimsIn(payload) : undefined;
    } catch {
      // Not base64: no token of ours.
      return undefined;
    }
  }

  /** The account and what the token is bound to must still be there, the very same. */
  async #user(claims: JsonObject): Promise<User | undefined> {
    const own = objectOf(claims['kubernetes.io']);
    const namespace = textOf(own['namespace']);
    const { name, uid } = objectOf(own['serviceaccount']);
    if (!(await this.#isThere('serviceaccounts', namespace, textOf(name), textOf(uid)))) return undefined;
    for (const [kind, resource] of [
      ['secret', 'secrets'],
      ['pod', 'pods'],
      ['node', 'nodes'],
    ] as const) {
      const bound = own[kind];
      if (!isObject(bound)) continue;
      const place = kind === 'node' ? '' : namespace;
      if (!(await this.#isThere(resource, place, textOf(bound['name']), textOf(bound['uid']))))
        return undefined;
    }
    return {
      ...serviceAccountUser(namespace, textOf(name)),
      uid: textOf(uid),
      extra: { [CREDENTIAL]: [`JTI=${textOf(claims['jti'])}`] },
    };
  }

  async #isThere(resource: string, namespace: string, name: string, uid: string): Promise<boolean> {
    const found = await this.#options.storage.get({ resource, namespace, name });
    return found !== undefined && found.metadata.uid === uid;
  }
}

function goList(items: readonly string[]): string {
  return `[${items.map((item) => JSON.stringify(item)).join(' ')}]`;
}

export function serviceAccountUser(namespace: string, name: string): User {
  return {
    name: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
}
