// Rule: an object is named in one form, its kind is spelled one way, and one word says that it goes.
import { type Contract, referenceName, type Schema } from '../read/schema.ts';
import type { Finding, Rule } from './rule.ts';
import { allSchemas } from './schemas.ts';

const REFERENCE = 'ObjectReference';
const KIND = 'Kind';
/** Properties that say what something is about. */
const NAMING = new Set(['target', 'object']);
/** Other words for a deletion, as they begin in an enum or a code: `Removing`, `NodeTerminated`, `nodes_removed`. */
const OTHER_WORDS = /(?:^|[a-z]|[._-])(remov|disabl|terminat|destroy)/i;

/** How a value is spelled apart from its style: `node-group` and `nodeGroup` are the kind `NodeGroup`. */
const plain = (value: string) => value.replaceAll(/[-_ ]/g, '').toLowerCase();

/** The schema that a property refers to, also where it says more beside the reference. */
function refersTo(schema: Schema): string | undefined {
  const found = schema.$ref ?? schema.allOf?.find(({ $ref }) => $ref !== undefined)?.$ref;
  return found === undefined ? undefined : referenceName(found);
}

const texts = (schema: Schema | undefined) =>
  (schema?.enum ?? []).filter((value) => typeof value === 'string');

function* ofForm({ document }: { document: Contract }): Generator<Finding> {
  for (const { where, schema, property } of allSchemas(document)) {
    if (property !== undefined && NAMING.has(property) && refersTo(schema) !== REFERENCE)
      yield { where, detail: `names an object in a form of its own; refer to ${REFERENCE}` };
    const { kind, name } = schema.properties ?? {};
    if (where !== REFERENCE && kind !== undefined && name !== undefined)
      yield { where, detail: `has a kind and a name of its own; refer to ${REFERENCE}` };
  }
}

function* ofKinds({ document }: { document: Contract }): Generator<Finding> {
  const kinds = texts(document.components.schemas[KIND]);
  const known = new Set(kinds.map(plain));
  for (const { where, schema } of allSchemas(document)) {
    const spelled = where === KIND ? [] : texts(schema).filter((value) => known.has(plain(value)));
    if (spelled.length > 1)
      yield { where, detail: `lists kinds of its own (${spelled.join(', ')}); refer to ${KIND}` };
  }
  for (const operation of texts(document.components.schemas['OperationKind'])) {
    const [kind = ''] = operation.split('.');
    if (!kinds.includes(kind))
      yield { where: `OperationKind.${operation}`, detail: `does not begin with a kind; use one of ${KIND}` };
  }
}

function* ofDeletion(document: Contract, codes: readonly string[]): Generator<Finding> {
  const words = [...allSchemas(document)].flatMap(({ where, schema }) =>
    texts(schema).map((word) => ({ where: `${where} ${word}`, word })),
  );
  for (const { where, word } of [...words, ...codes.map((word) => ({ where: `problem ${word}`, word }))])
    if (OTHER_WORDS.test(word)) yield { where, detail: 'has another word for a deletion; say delete' };
}

export const references: Rule = {
  name: 'references',
  law: 'An object is named by an ObjectReference, its kind by a Kind, an operation by Kind.verb, and what goes is deleted.',
  check: ({ document, problems }) => [
    ...ofForm({ document }),
    ...ofKinds({ document }),
    ...ofDeletion(document, Object.keys(problems)),
  ],
};
