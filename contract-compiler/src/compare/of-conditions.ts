// Conditions on what is sent: what a body must be besides the sum of its fields.
import type { Json, Schema } from '../read/schema.ts';
import type { SchemaPair } from './schema.ts';

const CONDITIONS = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentRequired', 'contains'];

export function compareConditions({ old, now, direction, where, report }: SchemaPair): void {
  if (direction === 'answer') return;
  const [was, is] = [conditionsOf(old), conditionsOf(now)];
  const added = [...is].filter(([word, condition]) => was.get(word) !== condition).map(([word]) => word);
  if (added.length > 0) report('condition-added', where, `has another condition (${added.join(', ')})`);
}

function conditionsOf(schema: Schema): Map<string, string> {
  const words = schema as Readonly<Record<string, Json | undefined>>;
  const stated = CONDITIONS.filter((word) => words[word] !== undefined);
  return new Map(stated.map((word) => [word, JSON.stringify(words[word])]));
}
