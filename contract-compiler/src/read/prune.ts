// Leaves out answers, headers and examples that nothing refers to once each operation has its own.
import type { Contract } from './schema.ts';

/** Removes unused responses, then headers and examples. Schemas stay: an unused one is a mistake that the lint shall name. */
export function pruneUnused(document: Contract): void {
  for (const section of ['responses', 'headers', 'examples'] as const) {
    const entries = document.components[section];
    const text = JSON.stringify(document);
    for (const name of Object.keys(entries)) {
      if (!text.includes(`"#/components/${section}/${name}"`)) delete entries[name];
    }
  }
}
