// What a break is: a kind of a closed list, the place, and what a client would notice there.

/** Every kind of break that is noticed. */
export const KINDS = [
  // Operations.
  'operation-removed',
  'operation-renamed',
  'operation-moved',
  'operation-regrouped',
  'scope-changed',
  'security-changed',
  'server-removed',
  // What is sent.
  'parameter-removed',
  'parameter-required',
  'parameter-added-required',
  'parameter-serialised-otherwise',
  'body-removed',
  'body-required',
  'body-media-type-removed',
  'field-required',
  'value-removed',
  'bound-narrowed',
  'pattern-changed',
  'condition-added',
  'closed',
  'default-changed',
  // What is answered.
  'success-changed',
  'error-status-removed',
  'answer-media-type-removed',
  'header-removed',
  'header-optional',
  'problem-code-removed',
  'problem-status-changed',
  'field-optional',
  'value-added',
  // Both.
  'field-removed',
  'type-changed',
  'format-changed',
  'schema-removed',
] as const;

/** A kind of break. */
export type BreakKind = (typeof KINDS)[number];

/** A place in which clients of the earlier contract would break. */
export interface Break {
  readonly kind: BreakKind;
  /** An operation, and the place in it, such as `createCluster body.name`. */
  readonly where: string;
  /** What they would notice, as the end of a sentence that begins with the place. */
  readonly detail: string;
}

/** Takes note of a break. */
export type Report = (kind: BreakKind, where: string, detail: string) => void;

/** Whether clients send a value or read it. */
export type Direction = 'request' | 'answer';
