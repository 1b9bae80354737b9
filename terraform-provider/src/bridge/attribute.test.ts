import type { TerraformAttribute } from '@hikube/openapi/terraform-attributes';
import { describe, expect, test } from 'vitest';
import { attributesOf } from './attribute.ts';

const row = (over: Partial<TerraformAttribute> & { name: string }): TerraformAttribute => ({
  property: over.name,
  type: 'string',
  class: 'input',
  required: false,
  description: '',
  ...over,
});

describe('an output that follows from an input', () => {
  const { network } = attributesOf([
    row({ name: 'topology', class: 'constant-default', default: 'production' }),
    row({
      name: 'network',
      type: 'object',
      attributes: [
        row({ name: 'exposure', class: 'constant-default', default: 'proxied' }),
        row({ name: 'address', class: 'output', dependsOn: ['exposure'] }),
        row({ name: 'spread', class: 'output', dependsOn: ['topology'] }),
        row({ name: 'cni', class: 'output' }),
      ],
    }),
  ]);
  const inner = network?.kind === 'nested' ? network.attributes : {};

  test('names a sibling as it is, and anything else from the root', () => {
    expect(inner['address']?.behaviour).toEqual({
      kind: 'derived',
      dependsOn: [{ fromRoot: false, names: ['exposure'] }],
    });
    expect(inner['spread']?.behaviour).toEqual({
      kind: 'derived',
      dependsOn: [{ fromRoot: true, names: ['topology'] }],
    });
  });

  test('cannot be written, as any other output', () => {
    for (const name of ['address', 'spread', 'cni']) {
      expect(inner[name]).toMatchObject({ computed: true, optional: false, required: false });
    }
    expect(inner['cni']?.behaviour).toEqual({ kind: 'output' });
  });
});
