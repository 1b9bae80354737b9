// The generated validators as the service meets them: one exact error for each wrong value, text turned into values.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bodies, parameters, type Validate } from '@hikube/openapi/validators';
import { describe, expect, test } from 'vitest';
import { CONTRACT_FOLDER } from '../read/files.ts';

function errorsOf(validate: Validate<unknown>, value: unknown): string[] {
  return validate(value)
    ? []
    : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.keyword}`);
}

describe('bodies', () => {
  test('the smallest cluster', () => {
    expect(errorsOf(bodies.ClusterCreate, { name: 'prod' })).toEqual([]);
  });

  test('what the platform assigns cannot be sent', () => {
    expect(errorsOf(bodies.ClusterCreate, { name: 'prod', uid: 'x', status: {} })).toEqual([
      ' additionalProperties',
      ' additionalProperties',
    ]);
  });

  test('every mistake is reported, each once', () => {
    const body = { name: 'Prod', topology: 'huge', nodeGroups: { web: { minReplicas: -1, gpus: [{}] } } };
    expect(errorsOf(bodies.ClusterCreate, body)).toEqual([
      '/name pattern',
      '/topology enum',
      '/nodeGroups/web/minReplicas minimum',
      '/nodeGroups/web/gpus/0 required',
    ]);
  });

  test('a patch resets with null, removes map entries with null and merges into options', () => {
    const body = {
      displayName: null,
      labels: { team: null },
      nodeGroups: { web: null, ml: { diskSize: null } },
      addons: { flux: { options: { flux: { gitRepository: { branch: 'next' } } } } },
    };
    expect(errorsOf(bodies.ClusterPatch, body)).toEqual([]);
  });

  test('a patch cannot rename, nor remove what must be there', () => {
    expect(errorsOf(bodies.ClusterPatch, { name: 'other' })).toEqual([' additionalProperties']);
    expect(errorsOf(bodies.ClusterPatch, { maintenance: { window: { days: null } } })).toEqual([
      '/maintenance/window/days type',
    ]);
  });

  test('a wrong value where null is allowed gives one error', () => {
    expect(errorsOf(bodies.ClusterPatch, { nodeGroups: { web: 3 } })).toEqual(['/nodeGroups/web type']);
    expect(errorsOf(bodies.NodeGroupPatch, { diskSize: 'much' })).toEqual(['/diskSize pattern']);
  });

  test('a git address may be https or ssh', () => {
    const withUrl = (url: string) => ({ options: { flux: { gitRepository: { url } } } });
    for (const url of ['https://git.example.com/a.git', 'ssh://git@git.example.com/a']) {
      expect(errorsOf(bodies.AddonInline, withUrl(url))).toEqual([]);
    }
    for (const url of [
      'git@git.example.com:team/a.git',
      'http://git.example.com/a.git',
      'file:///etc/passwd',
      'https://git.example.com/a b',
      'https://git.example.com/a\u001b[2J',
    ]) {
      expect(errorsOf(bodies.AddonInline, withUrl(url))).toEqual(['/options/flux/gitRepository/url pattern']);
    }
  });
});

describe('parameters', () => {
  test('defaults are filled in, text becomes numbers and booleans', () => {
    const list = { path: {}, query: { limit: '20' }, header: {} };
    expect(errorsOf(parameters.listClusters, list)).toEqual([]);
    expect(list.query).toEqual({ limit: 20 });
    const write = {
      path: { cluster: 'prod' },
      query: {},
      header: { 'if-match': '"a.1"', 'user-agent': 'x' },
    };
    expect(errorsOf(parameters.deleteCluster, write)).toEqual([]);
    expect(write.query).toEqual({});
  });

  test.each(['0x10', '1e2', ' 5', '5.0', '+5', '05', ''])('%j is no whole number', (limit) => {
    expect(errorsOf(parameters.listClusters, { path: {}, query: { limit }, header: {} })).toContain(
      '/query/limit pattern',
    );
  });

  test('an unknown query parameter is refused, an unknown header is not', () => {
    expect(
      errorsOf(parameters.listClusters, { path: {}, query: { page: '2' }, header: { accept: '*/*' } }),
    ).toEqual(['/query additionalProperties']);
  });

  test('only lists take every cluster', () => {
    const every = () => ({ path: { cluster: '-' }, query: {}, header: {} });
    expect(errorsOf(parameters.listNodeGroups, every())).toEqual([]);
    expect(errorsOf(parameters.createNodeGroup, every())).toEqual(['/path/cluster pattern']);
    expect(errorsOf(parameters.getCluster, every())).toEqual(['/path/cluster pattern']);
  });
});

test('the module runs where eval is forbidden and imports nothing', async () => {
  const code = await readFile(join(CONTRACT_FOLDER, 'generated', 'validators.gen.js'), 'utf8');
  const withoutText = code.replaceAll(/\.code = .*/g, '');
  expect(withoutText).not.toMatch(/new Function\(|\beval\(|\brequire\(|^import /m);
});
