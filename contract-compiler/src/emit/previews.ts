// What a write would do is asked by an operation of its own: a write that could answer two things would leave every
// generated client with a type that nobody can tell apart. Previews follow from the writes, so that none is forgotten.
import { type Contract, METHODS, type Operation, type PathItem, referenceName } from '../read/schema.ts';

const FOLDER = '/previews';
const IMPACT = '#/components/responses/Previewed';

// A preview changes nothing, so there is nothing to repeat.
const NOT_TAKEN = ['idempotencyKey'];

/** Adds `/previews/…` for every operation that is accepted with 202. The document is completed in place. */
export function addPreviews(document: Contract): void {
  const previews: [string, PathItem][] = [];
  for (const [path, item] of Object.entries(document.paths)) {
    const preview: PathItem = {};
    for (const method of METHODS) {
      const write = item[method];
      if (write?.responses['202'] !== undefined) preview[method] = previewOf(write);
    }
    if (Object.keys(preview).length === 0) continue;
    const { parameters } = item;
    previews.push([FOLDER + path, parameters === undefined ? preview : { parameters, ...preview }]);
  }
  Object.assign(document.paths, Object.fromEntries(previews));
}

function previewOf(write: Operation): Operation {
  const { 'x-hikube-operation': _starts, requestBody, operationId, parameters = [] } = write;
  return {
    operationId: `preview${operationId[0]!.toUpperCase()}${operationId.slice(1)}`,
    summary: `Preview: ${lowerFirst(write.summary ?? operationId)}`,
    tags: [...(write.tags ?? [])],
    description: `What \`${operationId}\` would do with the same path, parameters and body: which objects change, which nodes roll, what the quota becomes and what to look at first. It is refused as the write would be, and changes nothing.`,
    // Nobody needs the right to change something in order to ask what a change would do.
    'x-hikube-scope': 'read',
    'x-hikube-previews': operationId,
    'x-hikube-problems': [...(write['x-hikube-problems'] ?? [])],
    parameters: parameters.filter(
      (parameter) => !('$ref' in parameter && NOT_TAKEN.includes(referenceName(parameter.$ref))),
    ),
    ...(requestBody === undefined ? {} : { requestBody: structuredClone(requestBody) }),
    responses: { '200': { $ref: IMPACT } },
  };
}

function lowerFirst(text: string): string {
  return text[0]!.toLowerCase() + text.slice(1);
}
