// What Schemathesis takes for a mistake and is none, each with the reason. One that excuses nothing is an error.

/** A part of a test case as Schemathesis made it. */
export interface Case {
  readonly path: string;
  readonly media_type?: string;
  readonly meta?: {
    readonly components?: Readonly<Record<string, { readonly mode: string }>>;
    readonly raw_containers?: { readonly header?: Readonly<Record<string, unknown>> };
  };
}

/** A failed check, with the request and the answer. */
export interface Failure {
  readonly check: string;
  readonly status: number | undefined;
  /** The problem document, where the answer is one. */
  readonly problem: {
    readonly code?: string;
    readonly detail?: string;
    readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
  };
  readonly case: Case;
}

export interface Exception {
  readonly check: string;
  readonly excuses: (failure: Failure) => boolean;
  readonly reason: string;
  /** Chance does not bring it up in every run. */
  readonly isSeldom?: true;
}

/** What only the shape of a body or a parameter can be refused for; all of it is in the schema. */
const SHAPE = new Set([
  ...[
    'unknown_field',
    'required',
    'invalid_name',
    'invalid_type',
    'invalid_format',
    'out_of_range',
    'duplicate',
  ],
]);

const accepts = (excuses: Exception['excuses'], reason: string): Exception => ({
  check: 'positive_data_acceptance',
  excuses,
  reason,
});

const seldom = (exception: Exception): Exception => ({ ...exception, isSeldom: true });

const refusedWith =
  (...codes: readonly string[]): Exception['excuses'] =>
  ({ problem }) =>
    problem.code !== undefined && codes.includes(problem.code);

export const EXCEPTIONS: readonly Exception[] = [
  accepts(
    ({ case: { meta } }) => Object.values(meta?.components ?? {}).some(({ mode }) => mode === 'negative'),
    'Schemathesis itself has made a part of the request wrong, and looks at the other part.',
  ),
  accepts(
    ({ problem, case: { meta } }) =>
      problem.code === 'invalid_parameter' &&
      (problem.errors ?? []).every(
        ({ pointer }) => typeof meta?.raw_containers?.header?.[pointer] === 'number',
      ),
    'Its phase "coverage" sends the number 0 in headers whose schema is a text with a pattern.',
  ),
  accepts(
    ({ problem }) =>
      problem.code === 'invalid_parameter' &&
      (problem.errors ?? []).every(({ code }) => code === 'invalid_selector'),
    'A selector of labels has the grammar of Kubernetes, which a pattern cannot say.',
  ),
  accepts(
    ({ problem }) =>
      problem.code === 'invalid_parameter' &&
      (problem.errors ?? []).every(
        ({ pointer, code }) => pointer === 'Last-Event-ID' && code === 'not_supported',
      ),
    'A place in a stream has no effect on a page, and which of the two is asked for only the header Accept says.',
  ),
  seldom(
    accepts(
      ({ problem }) =>
        problem.code === 'invalid_parameter' &&
        (problem.errors ?? []).every(
          ({ pointer, code }) => pointer === 'applyIn' && code === 'option_not_applicable',
        ),
      'Whether a change can wait depends on what the body changes.',
    ),
  ),
  accepts(
    refusedWith('invalid_cursor'),
    'A cursor is opaque: only the list that gave it knows whether it is one.',
  ),
  accepts(
    refusedWith('idempotency_key_reused'),
    'It sends the same key with different bodies, which is what the code is for.',
  ),
  seldom(accepts(refusedWith('precondition_failed'), 'Its ETag is of no version of the object.')),
  accepts(
    ({ problem }) =>
      problem.code === 'validation_failed' && (problem.errors ?? []).some(({ code }) => !SHAPE.has(code)),
    'What exists in the catalogue, which version follows which, and what fits together are rules of the domain.',
  ),
  seldom(
    accepts(
      ({ problem, case: { media_type: type } }) =>
        problem.code === 'validation_failed' &&
        type === 'application/merge-patch+json' &&
        (problem.errors ?? []).every(({ code }) => code === 'required'),
      'A merge patch is judged by what comes of it: what it does not repeat has to be there already.',
    ),
  ),
  seldom(
    accepts(
      ({ problem, case: { media_type: type } }) =>
        ['validation_failed', 'malformed_body'].includes(problem.code ?? '') && type === 'application/yaml',
      'In YAML, a manifest is a text; what the text says has the schema of the same manifest in JSON.',
    ),
  ),
  seldom(
    accepts(
      refusedWith('quota_exceeded', 'capability_missing'),
      'It depends on the tenant and on the platform.',
    ),
  ),
  seldom(
    accepts(
      ({ problem }) =>
        problem.code === 'malformed_body' && /cannot be kept exactly/.test(problem.detail ?? ''),
      'A number that no double holds, in Helm values that have no schema, is refused and not changed in silence.',
    ),
  ),
  seldom(
    accepts(
      ({ problem, case: { path } }) =>
        path === '/holds' && (problem.errors ?? []).every(({ pointer }) => pointer.startsWith('/object/')),
      'Which kinds of objects are in a cluster, and how each is named, are rules of the domain.',
    ),
  ),
  {
    check: 'negative_data_rejection',
    excuses: refusedWith('precondition_failed'),
    isSeldom: true,
    reason: 'Who writes with an ETag that is no longer true hears that before what else is wrong.',
  },
  {
    check: 'use_after_free',
    excuses: ({ case: { path } }) => path === '/tokens/{token}' || path.endsWith('/kubeconfigs/{kubeconfig}'),
    isSeldom: true,
    reason: 'What is revoked can be read afterwards, with `revokedAt`, so that one sees that it was.',
  },
];
