// An operation, a parameter and a field are marked as deprecated in a copy of the contract, and nothing else is written:
// the service then says so in the headers of its answers, and a client of the SDK is told once.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { ProjectCopy } from '../drill/copy.ts';
import { isForFullRun } from '../support/left-out.ts';

const MARKER = { since: '2027-02-01', sunset: '2028-02-01', instead: 'something else.' };
const HEADERS = ['@1801440000', 'Tue, 01 Feb 2028 23:59:59 GMT'];
const NONE = [null, null];

/** Where the marker is put: a file of the contract, and the way to what goes. */
const MARKED = [
  ['openapi/paths/account.yaml', ['tenant', 'get']],
  ['openapi/components/parameters.yaml', ['limit']],
  ['openapi/schemas/cluster.yaml', ['Cluster', 'properties', 'displayName']],
] as const;

interface Asked {
  readonly answers: Readonly<Record<string, readonly unknown[]>>;
  readonly told: readonly unknown[];
}

const leftOut = isForFullRun('What is planted as deprecated');

describe.skipIf(leftOut)('what is deprecated', () => {
  let copy: ProjectCopy;
  let asked: Asked;
  beforeAll(async () => {
    copy = await ProjectCopy.create();
    for (const [file, path] of MARKED) {
      await copy.edit(file, (text) => {
        const document = parseDocument(text);
        if (!document.hasIn(path))
          throw new Error(`${file} has no ${path.join('.')} any more: mark something else.`);
        document.setIn([...path, 'x-hikube-deprecated'], MARKER);
        return document.toString({ lineWidth: 0 });
      });
    }
    await copy.run('scripts/generate.ts');
    const output = await copy.run('test/judges/deprecation/ask.ts');
    asked = JSON.parse(output.slice(output.indexOf('{"answers"'))) as Asked;
  }, 300_000);
  afterAll(() => copy.dispose());

  test('is told in the headers of answers and of refusals, and where it is not used, nothing is', () => {
    expect(asked.answers).toEqual({
      operation: [200, ...HEADERS],
      refusedOperation: [400, ...HEADERS],
      parameter: [200, ...HEADERS],
      withoutParameter: [200, ...NONE],
      field: [200, ...HEADERS],
      refusedField: [422, ...HEADERS],
      patchedField: [404, ...HEADERS],
      withoutField: [200, ...NONE],
    });
  });

  test('is told to a client once', () => {
    expect(asked.told).toEqual([
      { request: 'GET /v1/tenant', since: '2027-02-01T00:00:00.000Z', sunset: '2028-02-01T23:59:59.000Z' },
    ]);
  });

  test('is marked in the published contract, with the headers of its answers', async () => {
    const contract = JSON.parse(await copy.read('openapi/generated/openapi.gen.json'));
    const { get } = contract.paths['/tenant'];
    expect(get).toMatchObject({
      deprecated: true,
      description: expect.stringContaining('works until 2028-02-01'),
    });
    expect(Object.keys(get.responses['200'].headers)).toEqual(
      expect.arrayContaining(['Deprecation', 'Sunset']),
    );
    const { ClusterCreate, ClusterPatch, Cluster } = contract.components.schemas;
    for (const { properties } of [ClusterCreate, ClusterPatch, Cluster])
      expect(properties.displayName.deprecated).toBe(true);
    expect(contract.components.parameters.limit.deprecated).toBe(true);
  });

  test('is marked in the types of clients', async () => {
    const types = await copy.read('openapi/generated/client-types.gen.ts');
    expect(types).toMatch(/@deprecated[\s\S]{0,400}displayName\?/);
  });

  test('keeps the laws of the contract', async () => {
    expect(await copy.run('scripts/check.ts', 'contract')).toMatch(/^contract +ok/m);
  });
});
