// types.gen.ts: the TypeScript view of the document, and a short name for every schema.
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import type { Contract } from '../read/schema.ts';
import { docComment, HEADER } from '../read/text.ts';

/** TypeScript types of the whole contract. A default does not make a property of a request mandatory. */
export async function emitTypes(document: Contract): Promise<string> {
  const tree = await openapiTS(structuredClone(document) as unknown as OpenAPI3, {
    defaultNonNullable: false,
    alphabetize: false,
  });
  const names = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `${docComment(schema.description ?? name)}export type ${name} = components['schemas']['${name}'];\n`,
  );
  return `${HEADER}\n${astToString(tree)}\n${names.join('')}`;
}
