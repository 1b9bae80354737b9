// What is marked x-hikube-deprecated is said to every reader in the words that he knows: `deprecated`, a sentence, and the
// headers of the answers to whoever uses it.

import { deprecatedParts } from '../read/deprecated-parts.ts';
import { flatOperations, resolveResponse } from '../read/flat-operations.ts';
import type { Contract, Deprecation, Response } from '../read/schema.ts';
import { schemasWithin } from '../read/schemas-within.ts';

/** A part of the contract that can be marked. */
interface Marked {
  deprecated?: boolean;
  description?: string;
  'x-hikube-deprecated'?: Deprecation;
}

const HEADERS = {
  Deprecation: { $ref: '#/components/headers/Deprecation' },
  Sunset: { $ref: '#/components/headers/Sunset' },
};
const PERHAPS = {
  Deprecation: { $ref: '#/components/headers/DeprecationIfUsed' },
  Sunset: { $ref: '#/components/headers/SunsetIfUsed' },
};

/** Completes the document in place. */
export function announceDeprecations(document: Contract): void {
  for (const { operation, parameters } of flatOperations(document)) {
    say(operation);
    for (const parameter of parameters) say(parameter);
  }
  for (const [name, schema] of Object.entries(document.components.schemas))
    for (const { schema: part } of schemasWithin(schema, name)) say(part);
  for (const flat of flatOperations(document)) {
    const isWhole = flat.operation['x-hikube-deprecated'] !== undefined;
    if (!isWhole && deprecatedParts(flat, document).length === 0) continue;
    addHeaders(flat.operation.responses, document, isWhole ? HEADERS : PERHAPS);
  }
}

function say(part: Marked): void {
  const marker = part['x-hikube-deprecated'];
  if (marker === undefined || part.deprecated === true) return;
  part.deprecated = true;
  const words = `Deprecated since ${marker.since}; works until ${marker.sunset}. Use ${marker.instead}`;
  part.description = `${part.description ?? ''} ${words}`.trim();
}

/** Answers that other operations have, too, are copied first. */
function addHeaders(responses: Record<string, Response>, document: Contract, headers: typeof HEADERS): void {
  for (const [status, declared] of Object.entries(responses)) {
    const response = structuredClone(resolveResponse(document, declared));
    responses[status] = { ...response, headers: { ...response.headers, ...headers } };
  }
}
