// types.gen.ts: the TypeScript view of the document, and a short name for every schema.
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import type { Contract, Schema } from '../read/schema.ts';
import { docComment, HEADER } from '../read/text.ts';

/** An enum that may grow: its values are offered while typing, and any other text is accepted. */
function openEnum(schema: Schema): ts.TypeNode | undefined {
  if (schema['x-hikube-enum'] !== 'open' || schema.anyOf === undefined) return undefined;
  const values = schema.anyOf.flatMap((choice) => choice.enum ?? []);
  const { factory } = ts;
  const anyText = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    factory.createTypeLiteralNode([]),
  ]);
  return factory.createUnionTypeNode([
    ...values.map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(String(value)))),
    anyText,
  ]);
}

/** TypeScript types of the whole contract. A default does not make a property of a request mandatory. */
export async function emitTypes(document: Contract): Promise<string> {
  const tree = await openapiTS(structuredClone(document) as unknown as OpenAPI3, {
    defaultNonNullable: false,
    alphabetize: false,
    transform: (schema) => openEnum(schema as Schema),
  });
  const names = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `${docComment(schema.description ?? name)}export type ${name} = components['schemas']['${name}'];\n`,
  );
  return `${HEADER}\n${astToString(tree)}\n${names.join('')}`;
}
