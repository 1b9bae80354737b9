// What follows from the contract alone: the bundled document, types, validators and tables in openapi/generated/.
import { loadContract } from './contract.ts';
import { catalogueNames, emitCatalogue } from './emit/catalogue.ts';
import { emitPatterns } from './emit/emit-patterns.ts';
import { emitFields } from './emit/fields.ts';
import { inPlace } from './emit/in-place.ts';
import { emitKnownFields } from './emit/known-fields.ts';
import { openapi30 } from './emit/openapi-3.0.ts';
import { emitOperations } from './emit/operations.ts';
import { portable } from './emit/portable.ts';
import { emitProblems } from './emit/problems.ts';
import { publish } from './emit/publish.ts';
import { emitSecrets } from './emit/secrets.ts';
import { emitTerraform } from './emit/terraform.ts';
import { emitTypes } from './emit/types.ts';
import { emitRequestValidators } from './emit/validators.ts';
import type { Contract, Json } from './read/schema.ts';

/** This target owns the whole folder: what it no longer writes is removed. */
export const folders = ['openapi/generated'];

/** The contract as the world gets it, and its twin in OpenAPI 3.0. */
export function publishedForms(document: Contract): { published: Contract; twin: Json } {
  const published = portable(inPlace(publish(document)));
  return { published, twin: openapi30(published) };
}

/** Every file of openapi/generated with its content. */
export async function outputs(): Promise<Map<string, string>> {
  const loaded = await loadContract();
  const { document, problems, patterns, sources } = loaded;
  const { published, twin } = publishedForms(document);
  const inputs = Object.entries(sources).filter(([, schema]) =>
    ['create', 'inline', 'patch'].includes(schema['x-hikube-derive']?.as ?? ''),
  );
  const names = catalogueNames(loaded.catalogue);
  const [types, clientTypes, requests] = await Promise.all([
    emitTypes(document, names),
    emitTypes(published, names),
    emitRequestValidators(
      document,
      inputs.map(([name]) => name),
    ),
  ]);
  const files = {
    'openapi.gen.json': `${JSON.stringify(published, null, 2)}\n`,
    'openapi-3.0.gen.json': `${JSON.stringify(twin, null, 2)}\n`,
    'types.gen.ts': types,
    'client-types.gen.ts': clientTypes,
    'validators.gen.js': requests.code,
    'validators.gen.d.ts': requests.declarations,
    'operations.gen.ts': emitOperations(document),
    'problems.gen.ts': emitProblems(problems, document.info['x-hikube-problem-types']),
    'terraform-attributes.gen.ts': emitTerraform(loaded),
    'patterns.gen.ts': emitPatterns(patterns),
    'fields.gen.ts': emitFields(loaded),
    'known-fields.gen.ts': emitKnownFields(document, sources),
    'secrets.gen.ts': emitSecrets(document),
    'catalogue.gen.ts': emitCatalogue(names),
  };
  return new Map(Object.entries(files).map(([name, content]) => [`openapi/generated/${name}`, content]));
}
