// What all parts of the server share, and what one request carries through them.

import type { RulesOf } from './access/rules.ts';
import type { Admission, Attributes, Authenticate, Authorise, User } from './access/seams.ts';
import type { Tokens } from './access/tokens.ts';
import type { FieldType } from './apply/field-type.ts';
import type { Bounds } from './bounds.ts';
import type { Clock } from './clock.ts';
import type { VersionInfo } from './discovery/health.ts';
import type { Asked } from './hosted/hosted.ts';
import type { Accepted } from './http/negotiate.ts';
import type { RequestInfo } from './http/request-info.ts';
import type { Wishes } from './http/respond.ts';
import type { Kind } from './kinds/kind.ts';
import type { Registry } from './kinds/registry.ts';
import type { Random } from './random.ts';
import type { Storage } from './storage/storage.ts';
import type { Kinds } from './write/kinds.ts';

/** The server. */
export interface Server {
  readonly registry: Registry;
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: Random;
  readonly kinds: Kinds;
  readonly tokens: Tokens;
  readonly authenticate: Authenticate;
  readonly authorise: Authorise;
  readonly admission: Admission;
  readonly bounds: Bounds;
  /** How the fields of a kind merge. */
  fieldType(kind: Kind): FieldType;
  /** Ends when the server stops. */
  readonly stopping: AbortSignal;
  /** Who the server itself is in managed fields. */
  readonly controllerName: string;
  /** Whether dependents follow their owners. */
  readonly collects: boolean;
  /** What `/version` says of the build. */
  version(): Partial<VersionInfo>;
  readonly rulesOf: RulesOf;
  /** Path below which the server stands. */
  readonly root: string;
}

/** A request for a resource. */
export interface Call {
  readonly request: Request;
  readonly query: URLSearchParams;
  readonly info: RequestInfo;
  readonly kind: Kind;
  readonly user: User;
  readonly wishes: Wishes;
  readonly accepted: Accepted;
  /** Adds a sentence to the header `Warning`. */
  readonly warn: (sentence: string) => void;
}

/** What a request means to a host that makes its objects up. */
export function askedOf({ info, user, query, warn }: Call): Asked {
  return { namespace: info.namespace, name: info.name, user, query, warn };
}

/** What a request means to an authoriser and to admission. */
export function attributesOf(info: RequestInfo, user: User): Attributes {
  const { isResource, verb, group, version, namespace, resource, subresource, name, path } = info;
  return { user, verb, isResource, group, version, namespace, resource, subresource, name, path };
}
