// The seams around a request: who asks, whether they may, and what is done to what they write.
import type { Kind } from '../kinds/kind.ts';
import type { KubernetesObject } from '../kinds/object.ts';

/** Who asks. */
export interface User {
  readonly name: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Finds out who asks. Tokens that the server gave out itself are known already when this is called.
 * @returns undefined when the request says nothing of who asks
 * @throws StatusError `unauthorized()` when what it says is wrong
 */
export type Authenticate = (request: Request) => Promise<User | undefined>;

/** What somebody wants to do. */
export interface Attributes {
  readonly user: User;
  /** `list` and the like; for paths that are no resource the method in lower case. */
  readonly verb: string;
  readonly isResource: boolean;
  readonly group: string;
  readonly version: string;
  readonly namespace: string;
  readonly resource: string;
  readonly subresource: string;
  readonly name: string;
  readonly path: string;
}

/** An answer of an authoriser. */
export interface Decision {
  readonly allowed: boolean;
  /** Refused by a rule, so that nobody else may allow it. */
  readonly denied?: boolean;
  readonly reason?: string;
}

export type Authorise = (attributes: Attributes) => Promise<Decision>;

/** A write that is about to happen. */
export interface AdmissionRequest {
  readonly attributes: Attributes;
  readonly operation: 'CREATE' | 'UPDATE' | 'DELETE';
  readonly kind: Kind;
  /** Absent for a deletion. */
  readonly object?: KubernetesObject;
  /** Absent for a new object. */
  readonly oldObject?: KubernetesObject;
  readonly dryRun: boolean;
  /** Adds a sentence to the header `Warning`. */
  readonly warn: (sentence: string) => void;
}

/** Looks at every write after authorisation; throws a StatusError to refuse it. */
export interface Admission {
  /** Of every request for a resource, reads too, before anything of it is looked at. */
  readonly begin?: (attributes: Attributes) => void | Promise<void>;
  /** May change `object`. */
  readonly mutate?: (request: AdmissionRequest) => void | Promise<void>;
  /** After the object has been checked, right before it is stored. */
  readonly validate?: (request: AdmissionRequest) => void | Promise<void>;
}

export const ANONYMOUS: User = { name: 'system:anonymous', groups: ['system:unauthenticated'] };
export const AUTHENTICATED_GROUP = 'system:authenticated';
export const MASTERS_GROUP = 'system:masters';
