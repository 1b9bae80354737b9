// In the twin, answers that carry the same object have the same headers: generators that make one type of an object and
// its headers know one set of them. A header that not all of these answers have, or not all always, is optional there.
import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../read/schema.ts';

const HEADERS = '#/components/headers/';

type Tree = Record<string, Json>;

const isTree = (value: Json | undefined): value is Tree =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Changes the document in place, and returns it. */
export function uniformHeaders(document: Tree): Tree {
  const resolve = (value: Json | undefined): Tree | undefined => {
    if (!isTree(value)) return undefined;
    const { $ref } = value;
    if (typeof $ref !== 'string') return value;
    return resolve(
      $ref
        .split('/')
        .slice(1)
        .reduce<Json | undefined>((at, key) => (isTree(at) ? at[key] : undefined), document),
    );
  };
  const components = (document['components'] as Tree)['headers'] as Tree;
  for (const answers of byObject(document, resolve).values()) {
    const names = new Set(answers.flatMap((answer) => Object.keys(headersOf(answer))));
    for (const name of names) {
      const found = answers.map((answer) => resolve(headersOf(answer)[name]));
      if (found.every((header) => header !== undefined && isDeepStrictEqual(header, found[0]))) continue;
      const { required: _required, ...header } = found.find((each) => each !== undefined) ?? {};
      const reference = { $ref: `${HEADERS}${namedHeader(components, name, header)}` };
      for (const answer of answers) answer['headers'] = { ...headersOf(answer), [name]: reference };
    }
  }
  const text = JSON.stringify(document);
  for (const name of Object.keys(components))
    if (!text.includes(`"${HEADERS}${name}"`)) delete components[name];
  return document;
}

/** A header of components that is this one, made where there is none: one that is written in place is a type each time. */
function namedHeader(components: Tree, name: string, header: Tree): string {
  const [known] = Object.entries(components).find(([, each]) => isDeepStrictEqual(each, header)) ?? [];
  if (known !== undefined) return known;
  const made = `${name.replaceAll('-', '')}IfAny`;
  components[made] = header;
  return made;
}

const headersOf = ({ headers }: Tree): Tree => (isTree(headers) ? headers : {});

/** Answers of success by the reference to their object in JSON; one that several operations share is there once. */
function byObject(
  document: Tree,
  resolve: (value: Json | undefined) => Tree | undefined,
): Map<string, Tree[]> {
  const groups = new Map<string, Tree[]>();
  for (const path of Object.values(document['paths'] as Tree)) {
    for (const operation of Object.values(path as Tree)) {
      const responses = isTree(operation) && isTree(operation['responses']) ? operation['responses'] : {};
      for (const [status, response] of Object.entries(responses)) {
        const answer = resolve(response);
        const schema = (
          (answer?.['content'] as Tree | undefined)?.['application/json'] as Tree | undefined
        )?.['schema'];
        const name = isTree(schema) ? schema['$ref'] : undefined;
        if (!status.startsWith('2') || answer === undefined || typeof name !== 'string') continue;
        const group = groups.get(name) ?? groups.set(name, []).get(name);
        if (group?.includes(answer) === false) group.push(answer);
      }
    }
  }
  return groups;
}
