// Rule: names are apart, also for tools that make a type of each of them.
import type { Schema } from '../read/schema.ts';
import type { Finding, Rule } from './rule.ts';

/** Parts that generators turn into types, all in one namespace. */
const SECTIONS = ['schemas', 'parameters', 'responses', 'headers', 'securitySchemes'] as const;

/** Names that TypeScript has everywhere: a generated type of that name hides them. */
const TAKEN = new Set(
  [
    ...[
      'Array',
      'Boolean',
      'Date',
      'Error',
      'Function',
      'Map',
      'Number',
      'Object',
      'Promise',
      'Set',
      'String',
    ],
    ...['Awaited', 'Exclude', 'Extract', 'InstanceType', 'NoInfer', 'NonNullable', 'Omit', 'Parameters'],
    ...['Partial', 'Pick', 'Readonly', 'Record', 'Required', 'ReturnType', 'Event', 'Request', 'Response'],
  ].map((name) => name.toLowerCase()),
);

/** A part without a name is called by generators after its place: `Node.instanceType` becomes `NodeInstanceType`. */
function likeAProperty(schemas: Record<string, Schema>): Finding[] {
  return Object.entries(schemas).flatMap(([name, { properties = {} }]) =>
    Object.entries(properties).flatMap(([property, schema]) => {
      const where = `${name}${property[0]?.toUpperCase()}${property.slice(1)}`;
      const isThere = schemas[where] !== undefined;
      const isReferred = JSON.stringify(schema).includes(`/${where}"`);
      const detail = `has the name that generators give to ${name}.${property}; rename it, or refer to it there`;
      return isThere && !isReferred ? [{ where: `schemas ${where}`, detail }] : [];
    }),
  );
}

export const apart: Rule = {
  name: 'apart',
  law: 'No two parts of the contract have names that differ in case only, none hides a name of TypeScript, and none is called like a property of another with the name of that one before it.',
  check({ document }) {
    const findings: Finding[] = [];
    const seen = new Map<string, string>();
    for (const section of SECTIONS) {
      for (const name of Object.keys(document.components[section])) {
        const where = `${section} ${name}`;
        const other = seen.get(name.toLowerCase());
        if (other !== undefined)
          findings.push({ where, detail: `has the name of ${other}; rename one of them` });
        if (section === 'schemas' && TAKEN.has(name.toLowerCase()))
          findings.push({ where, detail: 'hides a name that TypeScript has; rename it' });
        seen.set(name.toLowerCase(), where);
      }
    }
    return [...findings, ...likeAProperty(document.components.schemas)];
  },
};
