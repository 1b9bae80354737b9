import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { loadContract } from '../contract.ts';
import { fixture } from '../lint/testing/fixture.ts';
import type { Contract, Schema } from '../read/schema.ts';
import { publish } from './publish.ts';

const { document, examples } = await loadContract();
const published = publish(document);

/** Schemas below a media type of requests or of answers, with the place of each object that is closed. */
function closedBelow(root: Schema, contract: Contract, place: string, seen = new Set<string>()): string[] {
  const found: string[] = [];
  const visit = (value: unknown, where: string) => {
    if (typeof value !== 'object' || value === null) return;
    const schema = value as Schema;
    if (schema.additionalProperties === false) found.push(where);
    if (schema.$ref !== undefined && !seen.has(schema.$ref)) {
      seen.add(schema.$ref);
      const name = schema.$ref.split('/').at(-1) ?? '';
      visit(contract.components.schemas[name], name);
    }
    for (const [key, child] of Object.entries(value)) visit(child, `${where}/${key}`);
  };
  visit(root, place);
  return found;
}

describe('what is published', () => {
  const operations = Object.values(published.paths).flatMap((item) =>
    (['get', 'put', 'post', 'patch', 'delete'] as const).flatMap((method) => item[method] ?? []),
  );

  test('is open in every answer', () => {
    for (const { operationId, responses } of operations) {
      for (const response of Object.values(responses)) {
        const name = response.$ref?.split('/').at(-1) ?? '';
        const { content = {} } =
          response.$ref === undefined ? response : published.components.responses[name]!;
        for (const { schema } of Object.values(content)) {
          expect(closedBelow(schema ?? {}, published, operationId)).toEqual([]);
        }
      }
    }
  });

  test('is closed in every request', () => {
    let bodies = 0;
    for (const { operationId, requestBody } of operations) {
      for (const [type, { schema }] of Object.entries(requestBody?.content ?? {})) {
        // A manifest says what was ignored in it.
        if (type === 'application/yaml' || schema?.$ref?.endsWith('/Manifest')) continue;
        bodies += 1;
        expect(closedBelow(schema ?? {}, published, operationId)[0]).toBeDefined();
      }
    }
    expect(bodies).toBeGreaterThan(8);
  });

  test('lists every value that a parameter takes', () => {
    const parameters = Object.values(published.components.parameters);
    const open = parameters.filter(({ schema }) => {
      const of = (part: Schema | undefined): Schema => {
        const name = part?.$ref?.split('/').at(-1);
        return name === undefined ? (part ?? {}) : published.components.schemas[name]!;
      };
      return [of(schema), of(of(schema).items)].some((part) => part.anyOf !== undefined);
    });
    expect(open.map(({ name }) => name)).toEqual([]);
  });

  test('takes an answer with one more field and one more value, and no request with one', () => {
    const ajv = new Ajv2020({ strict: false });
    formats.default(ajv);
    ajv.addSchema({ $id: 'http://contract/all', components: published.components });
    const accepts = (name: string, value: unknown) =>
      ajv.validate({ $ref: `http://contract/all#/components/schemas/${name}` }, value);
    const shown = structuredClone(Object.values(examples['getCluster'] ?? {})[0]!.response) as {
      status: { phase: string; more?: boolean };
    };
    expect(accepts('Cluster', shown)).toBe(true);
    Object.assign(shown, { more: true });
    Object.assign(shown.status, { phase: 'Hibernating', more: true });
    expect(accepts('Cluster', shown)).toBe(true);
    expect(accepts('ClusterCreate', { name: 'prod' })).toBe(true);
    expect(accepts('ClusterCreate', { name: 'prod', more: true })).toBe(false);
    const flux = {
      flux: { options: { flux: { gitRepository: { url: 'https://example.com/a', more: 1 } } } },
    };
    expect(accepts('ClusterCreate', { name: 'prod', addons: flux })).toBe(false);
  });

  test('has the text of a manifest as a text', () => {
    const content = published.paths['/clusters/{cluster}/manifest']?.put?.requestBody?.content;
    expect(content?.['application/yaml']?.schema?.type).toBe('string');
    expect(content?.['application/json']?.schema?.$ref).toMatch(/Manifest/);
  });

  test('leaves the contract inside as it was', () => {
    const before = JSON.stringify(document);
    publish(document);
    expect(JSON.stringify(document)).toBe(before);
  });
});

test('a name that a twin needs is refused', () => {
  const contract = fixture().document;
  const shared: Schema = { type: 'object', additionalProperties: false, properties: {} };
  contract.components.schemas['Shared'] = shared;
  contract.components.schemas['SharedInput'] = shared;
  const use = { $ref: '#/components/schemas/Shared' };
  for (const name of ['PoolCreate', 'PoolList']) {
    Object.assign(contract.components.schemas[name]?.properties ?? {}, { shared: use });
  }
  expect(() => publish(contract)).toThrow(
    'SharedInput: this name is needed for a request; rename the schema',
  );
});
