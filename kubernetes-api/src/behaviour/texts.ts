// Descriptions of columns, taken from the schemas where Kubernetes takes them from there.
import type { Column } from '../kinds/behaviour.ts';

/** A column. @param priority above 0: with `-o wide` only */
export function column(
  name: string,
  type: string,
  description: string,
  cell: Column['cell'],
  priority = 0,
): Column {
  return { name, type, description, priority, cell };
}
