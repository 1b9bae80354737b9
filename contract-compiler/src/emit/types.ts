// types.gen.ts: the TypeScript view of the document, and a short name for every schema.
import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';
import type { Contract, Schema } from '../read/schema.ts';
import { docComment, HEADER } from '../read/text.ts';
import type { CatalogueNames } from './catalogue.ts';

/** Values that are offered while typing; any other text is accepted. */
function open(values: readonly string[], more: readonly ts.TypeNode[] = []): ts.TypeNode {
  const { factory } = ts;
  const anyText = factory.createIntersectionTypeNode([
    factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword),
    factory.createTypeLiteralNode([]),
  ]);
  return factory.createUnionTypeNode([
    ...values.map((value) => factory.createLiteralTypeNode(factory.createStringLiteral(value))),
    anyText,
    ...more,
  ]);
}

/** An enum that may grow, or a name of the catalogue. */
function openText(schema: Schema, catalogue: CatalogueNames): ts.TypeNode | undefined {
  const names = catalogue[schema['x-hikube-catalogue'] ?? ''];
  if (names !== undefined) {
    const isNullable = [schema.type].flat().includes('null');
    return open(names, isNullable ? [ts.factory.createLiteralTypeNode(ts.factory.createNull())] : []);
  }
  if (schema['x-hikube-enum'] !== 'open' || schema.anyOf === undefined) return undefined;
  return open(schema.anyOf.flatMap((choice) => choice.enum ?? []).map(String));
}

/** TypeScript types of the whole contract. A default does not make a property of a request mandatory. */
export async function emitTypes(document: Contract, catalogue: CatalogueNames): Promise<string> {
  const tree = await openapiTS(structuredClone(document) as unknown as OpenAPI3, {
    defaultNonNullable: false,
    alphabetize: false,
    transform: (schema) => openText(schema as Schema, catalogue),
  });
  const names = Object.entries(document.components.schemas).map(
    ([name, schema]) =>
      `${docComment(schema.description ?? name)}export type ${name} = components['schemas']['${name}'];\n`,
  );
  return `${HEADER}\n${astToString(tree)}\n${names.join('')}`;
}
