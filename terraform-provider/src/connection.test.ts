// Which way to the API settings and environment mean, and when they are refused.
import { DiagnosticsError } from 'terraform-plugin';
import { describe, expect, test } from 'vitest';
import { wayOf } from './connection.ts';

const DIRECT = { kubeconfig_path: 't.yaml', context: 'c', namespace: 'n' };
const settings = { kubeconfig: 't.yaml', context: 'c', namespace: 'n' };

function refusalOf(config: object, environment: object): string {
  const way = wayOf(config as never, environment as never);
  return way instanceof DiagnosticsError ? way.diagnostics.map(({ detail }) => detail).join(' ') : '';
}

describe('the way to the API', () => {
  test.each([
    ['nothing', {}, {}, { kind: 'service', endpoint: undefined, token: undefined }],
    [
      'the environment',
      {},
      { HIKUBE_ENDPOINT: 'e', HIKUBE_TOKEN: 't' },
      { kind: 'service', endpoint: 'e', token: 't' },
    ],
    ['settings of a kubeconfig', DIRECT, {}, { kind: 'direct', settings }],
    ['them beside a token of the environment', DIRECT, { HIKUBE_TOKEN: 't' }, { kind: 'direct', settings }],
    [
      'variables of a kubeconfig',
      {},
      { HIKUBE_KUBECONFIG: 't.yaml', HIKUBE_CONTEXT: 'c', HIKUBE_NAMESPACE: 'n' },
      { kind: 'direct', settings },
    ],
    [
      'a token in the settings beside a kubeconfig of the environment',
      { token: 't' },
      { HIKUBE_KUBECONFIG: 't.yaml' },
      { kind: 'service', endpoint: undefined, token: 't' },
    ],
    [
      'a token that was emptied, and not the one of the environment',
      { token: '' },
      { HIKUBE_TOKEN: 't', HIKUBE_KUBECONFIG: 't.yaml' },
      { kind: 'service', endpoint: undefined, token: '' },
    ],
    [
      'a kubeconfig beside an emptied token',
      { ...DIRECT, endpoint: '', token: '' },
      {},
      { kind: 'direct', settings },
    ],
    [
      'a pod',
      { kubeconfig_path: 'in-cluster', namespace: 'n' },
      {},
      { kind: 'direct', settings: { kubeconfig: 'in-cluster', context: '', namespace: 'n' } },
    ],
    [
      'only KUBECONFIG, which is never read',
      {},
      { KUBECONFIG: 't.yaml' },
      { kind: 'service', endpoint: undefined, token: undefined },
    ],
  ])('%s', (_what, config, environment, way) => {
    expect(wayOf(config as never, environment as never)).toEqual(way);
  });

  test.each([
    [
      'both ways in the settings',
      { ...DIRECT, token: 't' },
      {},
      /kubeconfig_path is set beside endpoint or token/,
    ],
    [
      'both ways in the environment',
      {},
      { HIKUBE_KUBECONFIG: 't.yaml', HIKUBE_TOKEN: 't' },
      /HIKUBE_KUBECONFIG and HIKUBE_TOKEN/,
    ],
    ['no context', { kubeconfig_path: 't.yaml', namespace: 'n' }, {}, /needs context.*never taken by itself/],
    ['no namespace', { kubeconfig_path: 't.yaml', context: 'c' }, {}, /needs namespace/],
    ['a namespace without a kubeconfig', { namespace: 'n' }, {}, /set kubeconfig_path/],
  ])('%s is refused', (_what, config, environment, sentence) => {
    expect(refusalOf(config, environment)).toMatch(sentence);
  });
});
