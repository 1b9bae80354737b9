// Generating bindings needs neither terraform nor a network, and gives the same bytes every time.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { generateBindings } from './bindings.ts';
import { ENGINES } from './engines.ts';

const constraint = { name: 'b', source: 'registry.terraform.io/a/b', version: '~> 1.0' };
const block = { attributes: { name: { type: 'string', description_kind: 'plain', required: true } } };
const schema = {
  format_version: '1.0',
  provider_schemas: {
    [constraint.source]: {
      provider: { version: 0, block: { description_kind: 'plain' } },
      resource_schemas: { b_thing: { version: 0, block } },
    },
  },
};

afterEach(() => vi.unstubAllEnvs());

describe.each(ENGINES)('%s', (engine) => {
  test('the same bytes, with terraform on the PATH and without', async () => {
    const first = await generateBindings({ engine, schema, constraint });
    vi.stubEnv('PATH', '');
    const second = await generateBindings({ engine, schema, constraint });
    expect([...second]).toEqual([...first]);
    const thing = first.get('providers/b/thing/index.ts');
    expect(thing).toContain(`from '${engine}'`);
    expect(thing).toContain("terraformResourceType: 'b_thing'");
    const provider = first.get('providers/b/provider/index.ts');
    expect(provider).toContain("terraformProviderSource: 'registry.terraform.io/a/b'");
  });

  test('a schema that is none is an error that names the engine', async () => {
    const broken = { ...schema, provider_schemas: {} };
    await expect(generateBindings({ engine, schema: broken, constraint })).rejects.toThrow(
      `The generator of ${engine} ended with 1`,
    );
  });
});
