// secrets.gen.ts: names of the properties that are, or may carry, a secret. Whoever writes something down leaves them out.
import type { Contract, Schema } from '../read/schema.ts';
import { HEADER, literal } from '../read/text.ts';

/** The names, each once, wherever in a schema the property stands. */
export function secretNames(schemas: Readonly<Record<string, Schema>>): string[] {
  const names = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { properties } = value as { properties?: Record<string, Schema> };
    for (const [name, schema] of Object.entries(properties ?? {})) {
      // `false` would be one that is none.
      if (schema?.['x-hikube-secret']) names.add(name);
    }
    for (const inside of Object.values(value)) walk(inside);
  };
  walk(schemas);
  return [...names].sort();
}

export function emitSecrets(document: Contract): string {
  return `${HEADER}
/** Properties of requests and answers that are, or may carry, a secret, whatever object they stand in. */
export const secretNames = ${literal(secretNames(document.components.schemas))} as const;
`;
}
