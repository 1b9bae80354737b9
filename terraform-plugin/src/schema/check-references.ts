// Attributes that name other attributes must name ones that exist.
import { type AttributePath, formatPath } from '../path.ts';
import type { Attribute, Attributes, Dependency, Rule } from './attribute.ts';
import type { Schema } from './schema.ts';

/** Adds a sentence for every name that leads nowhere. */
export function checkReferences(schema: Schema, problems: string[]): void {
  checkRules(schema.attributes, schema.rules, 'the schema', problems);
  checkLevel(schema.attributes, schema.attributes, [], problems);
}

function checkLevel(root: Attributes, level: Attributes, path: AttributePath, problems: string[]): void {
  for (const [name, attribute] of Object.entries(level)) {
    const here = [...path, name];
    const label = `"${formatPath(here)}"`;
    if (attribute.behaviour.kind === 'derived') {
      for (const dependency of attribute.behaviour.dependsOn) {
        if (!resolves(dependency.fromRoot ? root : level, dependency)) {
          problems.push(`${label} depends on "${dependency.names.join('.')}", which does not exist`);
        }
      }
    }
    checkVersionedBy(level, attribute, label, problems);
    if (attribute.kind === 'nested') {
      for (const key of attribute.key) {
        if (!Object.hasOwn(attribute.attributes, key))
          problems.push(`${label} has the key "${key}", which does not exist`);
      }
      checkRules(attribute.attributes, attribute.rules, label, problems);
      checkLevel(root, attribute.attributes, here, problems);
    }
  }
}

/** Through single objects, and up to a collection, which is then compared as a whole. */
function resolves(from: Attributes, { names }: Dependency): boolean {
  let level: Attributes = from;
  for (const [index, name] of names.entries()) {
    const attribute = Object.hasOwn(level, name) ? level[name] : undefined;
    if (attribute === undefined) return false;
    if (index === names.length - 1) return true;
    if (attribute.kind !== 'nested' || attribute.nesting !== 'single') return false;
    level = attribute.attributes;
  }
  return false;
}

function checkVersionedBy(level: Attributes, attribute: Attribute, label: string, problems: string[]): void {
  if (attribute.versionedBy === undefined) return;
  const twin = Object.hasOwn(level, attribute.versionedBy) ? level[attribute.versionedBy] : undefined;
  if (twin === undefined) {
    problems.push(`${label} is versioned by "${attribute.versionedBy}", which does not exist`);
  } else if (twin.computed || twin.writeOnly) {
    problems.push(`${label} is versioned by "${attribute.versionedBy}", which must be a plain input`);
  }
}

function checkRules(level: Attributes, rules: readonly Rule[], label: string, problems: string[]): void {
  for (const name of rules.flatMap((rule) => rule.reads)) {
    if (!Object.hasOwn(level, name))
      problems.push(`a rule of ${label} reads "${name}", which does not exist`);
  }
}
