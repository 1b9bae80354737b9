// Who calls: what a valid token says, and all that handlers learn of it.

/** What a token may do. */
export type Scope = 'read' | 'write' | 'admin';

/** The scopes, from the least to the greatest. */
export const SCOPES: readonly Scope[] = ['read', 'write', 'admin'];

/** The holder of a valid token. */
export interface Caller {
  readonly tenant: string;
  /** Id of the token, which is no secret. */
  readonly token: string;
  /** All that it may do, lower scopes included, from the least to the greatest. */
  readonly scopes: readonly Scope[];
}

/** The scope and those that it includes: who may write may read, who administers may do both. */
export function includedScopes(scopes: readonly Scope[]): readonly Scope[] {
  const greatest = Math.max(-1, ...scopes.map((scope) => SCOPES.indexOf(scope)));
  return SCOPES.slice(0, greatest + 1);
}
