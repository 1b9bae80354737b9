// The manifests in a text: one or many, each as it was written, because the API answers with places in it.
import { tokensOf } from '../contract/pointer.ts';
import { wrong } from '../errors/cli-error.ts';

/** A manifest. */
export interface Manifest {
  readonly name: string;
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
  /** File and line of a field, or of the next one above it that is written. */
  placeOf(pointer: string): string;
}

const KIND = 'Kubernetes';
const TO_BEGIN = `hikube export <cluster> prints a manifest of the kind ${KIND} to begin with`;

/** @throws CliError with the file and the line of what cannot be read */
export async function manifestsIn(file: string, text: string): Promise<Manifest[]> {
  const { LineCounter, parseAllDocuments } = await import('../yaml.ts');
  const lineCounter = new LineCounter();
  const documents = [parseAllDocuments(text, { lineCounter, uniqueKeys: true })].flat();
  const found: Manifest[] = [];
  for (const document of documents) {
    const [error] = document.errors;
    const at = (offset: number) => `${file}:${lineCounter.linePos(offset).line}`;
    if (error !== undefined) throw wrong(`${at(error.pos[0])} cannot be read as YAML: ${reasonIn(error)}`);
    const value = document.toJS({ maxAliasCount: 100 }) as unknown;
    if (value === null || value === undefined) continue;
    const [from, , to] = document.range ?? [0, 0, text.length];
    const start = document.contents?.range?.[0] ?? from;
    const placeOf = (pointer: string): string => {
      const path = tokensOf(pointer);
      for (; path.length > 0; path.pop()) {
        const node = document.getIn(path, true) as { range?: readonly number[] | null } | undefined;
        if (node?.range) return at(node.range[0] ?? start);
      }
      return at(start);
    };
    found.push(manifestOf(value, text.slice(from, to), placeOf));
  }
  if (found.length === 0)
    throw wrong(`${file} ${text.trim() === '' ? 'is empty, and ' : ''}has no manifest.`, TO_BEGIN);
  return found;
}

/** Why, without the place, which stands in front of it. */
const reasonIn = ({ message }: Error) =>
  message.replace(/\n.*/s, '').replace(/ at line \d+, column \d+:?$/, '');

function manifestOf(value: unknown, text: string, placeOf: Manifest['placeOf']): Manifest {
  const place = placeOf('');
  const { kind, metadata } = (typeof value === 'object' ? value : {}) as {
    kind?: unknown;
    metadata?: { name?: unknown };
  };
  if (kind !== KIND)
    throw wrong(
      `${place} is ${typeof kind === 'string' ? `a ${kind}` : 'no manifest'}: hikube takes the kind ${KIND}.`,
      typeof kind === 'string' ? 'kubectl applies what goes into a cluster' : TO_BEGIN,
    );
  const name = metadata?.name;
  if (typeof name !== 'string' || name === '')
    throw wrong(`${place} has no metadata.name, which names the cluster.`);
  return { name, text, value: value as Manifest['value'], placeOf };
}
