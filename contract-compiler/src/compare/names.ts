// Names of schemas: generators make types of them, so a client stops compiling without one.
import { flatOperations } from '../read/flat-operations.ts';
import type { Contract } from '../read/schema.ts';
import type { Report } from './break.ts';
import { hasEnded } from './operations.ts';

export function compareNames(released: Contract, next: Contract, today: string, report: Report): void {
  for (const name of namesInUse(released, today)) {
    if (next.components.schemas[name] === undefined)
      report('schema-removed', `schema ${name}`, 'is gone, and with it the type that generators made of it');
  }
}

/** Names that an operation refers to, or anything that it refers to; those of an operation that has ended go with it. */
function namesInUse({ components, ...document }: Contract, today: string): Set<string> {
  const operations = flatOperations({ ...document, components }).filter((flat) => !hasEnded(flat, today));
  const parts = components as unknown as Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  const seen = new Set<string>();
  const visit = (value: unknown) => {
    for (const [, kind = '', name = ''] of JSON.stringify(value).matchAll(
      /"#\/components\/(\w+)\/([^"]+)"/g,
    )) {
      const place = `${kind}/${name}`;
      if (seen.has(place) || kind === 'examples') continue;
      seen.add(place);
      visit(parts[kind]?.[name] ?? {});
    }
  };
  visit(operations);
  return new Set([...seen].filter((place) => place.startsWith('schemas/')).map((place) => place.slice(8)));
}
