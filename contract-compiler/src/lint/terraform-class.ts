// Rule: what a property is to Terraform is said, once, and its default belongs to what it is.
import { type ResourceProperty, resourceProperties } from './resource-properties.ts';
import type { Finding, Rule } from './rule.ts';

const CLASSES = ['input', 'output', 'constant-default', 'derived-default', 'volatile'];
// What can be known again only after apply, because something that it follows from changes.
const FOLLOWING = ['derived-default', 'output'];
const VOLATILE = ['status', 'generation'];

function problemsOf({ name, schema, facts, visible, depth }: ResourceProperty): string[] {
  if (facts === undefined) return [`has no x-hikube-terraform; give it one class of ${CLASSES.join(', ')}`];
  if (!CLASSES.includes(facts.class))
    return [`has the class ${facts.class}; use one of ${CLASSES.join(', ')}`];
  const found: string[] = [];
  const mustBeVolatile = depth === 0 && VOLATILE.includes(name);
  if (mustBeVolatile !== (facts.class === 'volatile')) {
    found.push(
      mustBeVolatile
        ? 'changes by itself; give it the class volatile'
        : 'is volatile, which only status and generation may be; move it to status',
    );
  }
  if (facts.class === 'constant-default' && schema.default === undefined)
    found.push('has a constant default but no `default`; write the value');
  if (facts.class !== 'constant-default' && schema.default !== undefined)
    found.push(
      `has a \`default\` but the class ${facts.class}; make it constant-default or remove the value`,
    );
  if (facts.class === 'derived-default' && facts.dependsOn === undefined)
    found.push('has a derived default but no dependsOn; list the properties that it follows from, or none');
  if (!FOLLOWING.includes(facts.class) && facts.dependsOn !== undefined)
    found.push(`has dependsOn but the class ${facts.class}; make it derived-default or output, or remove it`);
  for (const dependency of facts.dependsOn ?? []) {
    if (dependency === name || !visible.has(dependency))
      found.push(`depends on ${dependency}, which is no other property beside or above it; correct the name`);
  }
  return found;
}

export const terraformClass: Rule = {
  name: 'terraform-class',
  law: 'Every property of a resource is exactly one of input, output, constant-default, derived-default or volatile.',
  check({ sources }) {
    const findings: Finding[] = [];
    for (const property of resourceProperties(sources)) {
      for (const detail of problemsOf(property)) findings.push({ where: property.where, detail });
    }
    return findings;
  },
};
