// What still leads against the design, place by place, with what takes it away. The list can only shrink: a place that
// obeys is a finding until its line is deleted, and a new one is never added.
import type { SourceFile } from './source-tree.ts';

/** Files that may import what the rules forbid. */
export interface KnownException {
  /** Until when, as a sentence. */
  readonly until: string;
  readonly from: readonly string[];
  /** The specifier of the import, as it stands in the code. */
  readonly imports: readonly string[];
}

export const KNOWN_EXCEPTIONS: readonly KnownException[] = [
  {
    until: 'A platform makes the authority of a cluster itself and takes it away with it.',
    from: [
      'service/src/plan/create.ts',
      'service/src/plan/whole-cluster.ts',
      'service/src/reconciler/writes.ts',
      'service/src/secrets/reseal.ts',
    ],
    imports: ['../access/authority.ts'],
  },
  {
    until: 'The record of a kubeconfig is in the model, and a platform issues, renews and revokes access.',
    from: ['service/src/plan/deletion-preview.ts'],
    imports: ['../access/access-record.ts'],
  },
  {
    until:
      'The Kubernetes API is a package that is handed its resources, and the simulated one shows the world and not the records of the service.',
    from: [
      'kubernetes/server/api',
      'kubernetes/server/bounds',
      'kubernetes/server/bounds.test',
      'kubernetes/server/read-objects',
      'kubernetes/server/reviews',
      'kubernetes/server/roles',
      'kubernetes/snapshot',
      'kubernetes/watch.test',
      'testing/served-cluster',
    ].map((name) => `platforms/simulated/src/${name}.ts`),
    imports: ['@hikube/service/records'],
  },
  {
    until: 'Serving certificates are answered as PEM, and the server makes the TLS context of them.',
    from: ['platforms/simulated/src/access/serving-certificates.ts'],
    imports: ['@hikube/service/records', 'node:net', 'node:tls'],
  },
  {
    until: 'A platform knows where its clusters are reached, and says so when that has moved.',
    from: ['server/src/moved-clusters.ts', 'server/src/moved-clusters.test.ts'],
    imports: ['@hikube/service/records'],
  },
];

/** The import of a file, as rules and exceptions name it. */
export interface Arrow {
  readonly path: string;
  readonly specifier: string;
}

/** Whether the import is one of those that are known. */
export function isKnown(
  { path, specifier }: Arrow,
  known: readonly KnownException[] = KNOWN_EXCEPTIONS,
): boolean {
  return known.some(({ from, imports }) => from.includes(path) && imports.includes(specifier));
}

/** One line for each exception that nothing needs any more. */
export function staleExceptionFindings(
  files: readonly SourceFile[],
  known: readonly KnownException[] = KNOWN_EXCEPTIONS,
): string[] {
  const texts = new Map(files.map(({ path, text }) => [path, text]));
  return known.flatMap(({ from, imports }) => {
    const gone = from.filter(
      (path) => !imports.some((specifier) => texts.get(path)?.includes(`'${specifier}'`)),
    );
    const unused = imports.filter(
      (specifier) => !from.some((path) => texts.get(path)?.includes(`'${specifier}'`)),
    );
    return [
      ...gone.map(
        (path) =>
          `${path} has done what its exception waits for; delete it from known-exceptions.ts (known-exceptions)`,
      ),
      ...unused.map(
        (specifier) =>
          `nothing of an exception imports ${specifier} any more; delete it from known-exceptions.ts (known-exceptions)`,
      ),
    ];
  });
}
