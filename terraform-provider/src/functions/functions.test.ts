import { FunctionError, type ProviderFunction } from 'terraform-plugin';
import { describe, expect, test } from 'vitest';
import { kubeconfigExec } from './kubeconfig-exec.ts';
import { parseId } from './parse-id.ts';
import { quantityNormalise } from './quantity-normalise.ts';
import { versionCompare } from './version-compare.ts';
import { versionNext } from './version-next.ts';

const call = (definition: ProviderFunction, ...args: string[]) => definition.run(args, []);

const ID = '3f2b8c1e-6a4d-4e0f-9b7a-5c1d2e3f4a5b';

describe('functions', () => {
  test.each<[string, ProviderFunction, string[], unknown]>([
    ['version_compare', versionCompare, ['1.33', 'v1.34.2'], -1],
    ['version_compare', versionCompare, ['1.34', 'v1.34.2'], 0],
    ['version_compare', versionCompare, ['1.35', '1.34'], 1],
    ['version_next', versionNext, ['v1.34.2'], '1.35'],
    ['quantity_normalise', quantityNormalise, ['1000m'], '1'],
    ['quantity_normalise', quantityNormalise, ['1024Mi'], '1Gi'],
  ])('%s', (_name, definition, args, result) => {
    expect(call(definition, ...args)).toBe(result);
  });

  test('parse_id tells a cluster from what is in it', () => {
    expect({ ...(call(parseId, 'prod') as object) }).toEqual({ cluster: 'prod', name: null });
    expect({ ...(call(parseId, 'prod/web') as object) }).toEqual({ cluster: 'prod', name: 'web' });
  });

  test('kubeconfig_exec is a block that calls hikube and holds no secret', () => {
    expect(call(kubeconfigExec, 'prod', ID, 'view')).toMatchObject({
      api_version: 'client.authentication.k8s.io/v1',
      command: 'hikube',
      args: ['kubeconfig', 'exec', '--cluster', 'prod', '--uid', ID, '--role', 'view'],
    });
  });

  test.each<[ProviderFunction, string[], number]>([
    [kubeconfigExec, ['../x', ID, 'view'], 0],
    [kubeconfigExec, [`p${'x'.repeat(42)}`, ID, 'view'], 0],
    [kubeconfigExec, ['prod', 'x', 'view'], 1],
    [kubeconfigExec, ['prod', ID, 'root'], 2],
    [versionCompare, ['latest', '1.34'], 0],
    [versionCompare, ['1.34', 'latest'], 1],
    [versionNext, [''], 0],
    [versionNext, ['1.3'], 0],
    [versionCompare, ['1.34', '1.3'], 1],
    [quantityNormalise, ['4 GB'], 0],
    [parseId, ['a/b/c'], 0],
    [parseId, ['../x'], 0],
  ])('the wrong argument is blamed', (definition, args, argument) => {
    try {
      call(definition, ...args);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(FunctionError);
      expect((error as FunctionError).argument).toBe(argument);
      expect((error as FunctionError).message).toMatch(/\.$/);
    }
  });
});
