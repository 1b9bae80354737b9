// The L1 constructs of cdktf-provider/: for each engine, what its own generator makes of the provider's schema.
import {
  ENGINES,
  type EngineName,
  generateBindings,
  type ProviderConstraint,
  tidyBindings,
} from '@hikube/cdktf-provider/bindings';
import type { JsonObject } from '@hikube/domain';
import manifest from '../../terraform-provider/package.json' with { type: 'json' };
import { providerSchema } from './provider-schema.ts';

const FOLDER = 'cdktf-provider/src/generated';

/** This target owns the folders of the engines: what it no longer writes is removed. */
export const folders = ENGINES.map((engine) => `${FOLDER}/${engine}`);

/** The release whose schema this is, and later ones up to the next major version. */
const VERSION = `~> ${manifest.version.split('.').slice(0, 2).join('.')}`;

/** Every file of the folders with its content. */
export async function outputs(): Promise<Map<string, string>> {
  const schema = await providerSchema();
  const generated = await Promise.all(ENGINES.map((engine) => modulesOf(engine, schema)));
  return new Map(generated.flat());
}

async function modulesOf(engine: EngineName, schema: JsonObject): Promise<[string, string][]> {
  const modules = tidyBindings(
    engine,
    await generateBindings({ engine, schema, constraint: constraintOf(schema) }),
  );
  return [...modules].map(([name, content]) => [`${FOLDER}/${engine}/${name}`, content]);
}

function constraintOf(schema: JsonObject): ProviderConstraint {
  const [source = ''] = Object.keys(schema['provider_schemas'] as JsonObject);
  return { name: source.split('/').at(-1) ?? '', source, version: VERSION };
}
