// Rule: whatever people list says since when it is there, and what is observed of it stands under status.
import { flatOperations } from '../read/flat-operations.ts';
import { folded, referenceName, type Schema } from '../read/schema.ts';
import type { Finding, Rule } from './rule.ts';

/** What can be ordered was made by nobody. */
const CATALOGUE = 'catalogue';
/** What every status has. */
const OBSERVED = ['phase', 'conditions'];
/** Of the things themselves: they stand in the status, or nowhere. */
const VOLATILE = ['phase', 'conditions'];

function* ofResource(name: string, schemas: Record<string, Schema>): Generator<Finding> {
  const properties = schemas[name]?.properties ?? {};
  const required = schemas[name]?.required ?? [];
  if (properties['createdAt'] === undefined || !required.includes('createdAt'))
    yield { where: name, detail: 'does not always say since when it is there; require createdAt' };
  if (properties['uid'] === undefined) return;
  for (const property of VOLATILE)
    if (properties[property] !== undefined)
      yield { where: `${name}.${property}`, detail: 'is observed; put it into status' };
  const { status } = properties;
  const observed = status === undefined ? undefined : folded(status, schemas).properties;
  for (const property of OBSERVED)
    if (observed?.[property] === undefined)
      yield { where: `${name}.status`, detail: `has no ${property}, which every status has; add it` };
}

export const resources: Rule = {
  name: 'resources',
  law: 'Whatever is listed and was made by somebody has createdAt; what has a uid has a status with phase and conditions.',
  check({ document, sources }) {
    const listed = flatOperations(document).flatMap(({ operation }) => {
      const answer = operation.responses['200']?.content?.['application/json']?.schema?.$ref;
      const derived = answer === undefined ? undefined : sources[referenceName(answer)]?.['x-hikube-derive'];
      return derived?.as === 'list' && !operation.tags?.includes(CATALOGUE) ? [derived.from] : [];
    });
    return [...new Set(listed)].flatMap((name) => [...ofResource(name, sources)]);
  },
};
