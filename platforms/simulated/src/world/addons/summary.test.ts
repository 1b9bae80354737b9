import { describe, expect, it } from 'vitest';
import { addon } from '../../testing/desired.ts';
import { summaryOf } from './summary.ts';

describe('summary of options', () => {
  it.each<[Readonly<Record<string, unknown>>, string]>([
    [{ ingress: { hosts: [] } }, 'Reached through the platform ingress; no host is routed to it yet.'],
    [
      { ingress: { exposure: 'proxied', hosts: ['a.example', 'b.example'] } },
      'Reached through the platform ingress as a.example, b.example.',
    ],
    [
      { ingress: { exposure: 'load-balancer', hosts: ['a.example'] } },
      'Reached through an address of its own as a.example.',
    ],
    [
      { flux: { gitRepository: { url: 'https://git.example/app' } } },
      'Follows https://git.example/app (branch main, folder ./).',
    ],
    [
      { flux: { gitRepository: { url: 'https://git.example/app', branch: 'prod', path: 'apps' } } },
      'Follows https://git.example/app (branch prod, folder apps).',
    ],
    [{ certManager: {} }, 'No issuer is set up.'],
    [{ certManager: { issuers: { b: {}, a: {} } } }, 'Issuers: a, b.'],
    [{ monitoring: {} }, 'Runs nodeExporter, fluentBit, kubeStateMetrics.'],
    [{ monitoring: { fluentBit: false } }, 'Runs nodeExporter, kubeStateMetrics.'],
    [
      { monitoring: { nodeExporter: false, fluentBit: false, kubeStateMetrics: false } },
      'Every part is switched off.',
    ],
    [{ nfs: {} }, 'Shares a volume of 50Gi.'],
    [{ nfs: { size: '1Ti' } }, 'Shares a volume of 1Ti.'],
    [{}, ''],
    [{ unheardOf: { a: 1 } }, ''],
  ])('%j: %s', (options, expected) => {
    expect(summaryOf(addon('any', { options }))).toBe(expected);
  });

  it('of nothing is empty', () => {
    expect(summaryOf(addon('any'))).toBe('');
    expect(summaryOf(undefined)).toBe('');
  });
});
