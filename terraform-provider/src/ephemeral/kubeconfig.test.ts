// How long an ephemeral kubeconfig is ordered for, whether Terraform is told to renew it, and what it is told besides.
import { createClient } from '@hikube/sdk';
import { objectFrom } from 'terraform-plugin';
import { expect, test } from 'vitest';
import { kubeconfig } from './kubeconfig.ts';

const NOW = Date.parse('2026-03-02T08:00:00Z');
const after = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString();

interface Service {
  /** Undefined for one that does not know the capability. */
  readonly isRenewable: boolean | undefined;
  /** Seconds that the cluster grants at most. */
  readonly most?: number;
}

async function open(ttl: string | null, { isRenewable, most = Number.POSITIVE_INFINITY }: Service) {
  const ordered: number[] = [];
  const answers = async (request: Request): Promise<unknown> => {
    const { pathname } = new URL(request.url);
    if (pathname.endsWith('/capabilities')) {
      const renewal = { name: 'kubeconfig.renew', available: isRenewable, description: '' };
      return { items: isRenewable === undefined ? [] : [renewal], nextCursor: null };
    }
    if (!pathname.endsWith('/kubeconfigs')) return { endpoint: 'https://prod', certificateAuthority: 'PEM' };
    const { role, ttlSeconds } = (await request.json()) as { role: string; ttlSeconds: number };
    ordered.push(ttlSeconds);
    const ends = { createdAt: after(0), expiresAt: after(Math.min(ttlSeconds, most)), revokedAt: null };
    return { id: 'kc-1', cluster: 'prod', role, ttlSeconds, ...ends, token: 't', kubeconfig: 'k' };
  };
  const client = createClient({
    endpoint: 'https://hikube.test/v1',
    token: 'a-token-of-the-tenant',
    fetch: async (input, init) => Response.json(await answers(new Request(input, init))),
  });
  const data = { client: async () => client, addSecret: () => undefined, now: () => NOW };
  const config = objectFrom([
    ['cluster_id', 'prod'],
    ['role', 'view'],
    ['ttl', ttl],
  ]);
  const signal = new AbortController().signal;
  const { renewAt, diagnostics = [] } = await kubeconfig.open({ config, data, signal } as never);
  return { ordered, renewAt, warnings: diagnostics.map(({ summary }) => summary), diagnostics };
}

test('one that can be renewed is short, and is renewed before half of its life', async () => {
  const { ordered, renewAt, warnings } = await open(null, { isRenewable: true });
  expect([ordered, warnings]).toEqual([[900], []]);
  expect(renewAt).toEqual(new Date(NOW + 360_000));
  // A service of an earlier release says nothing of it, and renews.
  expect((await open('10m', { isRenewable: undefined })).renewAt).toEqual(new Date(NOW + 240_000));
});

test('one that cannot be renewed outlasts the run by default, and no renewal is asked for', async () => {
  expect(await open(null, { isRenewable: false })).toMatchObject({
    ordered: [7200],
    renewAt: undefined,
    warnings: [],
  });
  expect(await open('24h', { isRenewable: false })).toMatchObject({ ordered: [86_400], warnings: [] });
});

test('a short one that cannot be renewed is opened with a warning that names its end and the way out', async () => {
  const { ordered, renewAt, diagnostics } = await open('15m', { isRenewable: false });
  expect([ordered, renewAt]).toEqual([[900], undefined]);
  expect(diagnostics).toMatchObject([
    {
      severity: 'warning',
      path: ['ttl'],
      summary: `The kubeconfig cannot be renewed and ends at ${after(900)}`,
      detail: expect.stringMatching(/kubeconfig\.renew.*Set ttl to longer than Terraform runs, up to 24h/),
    },
  ]);
});

test('a cluster that grants less than was asked for is told of, whoever can renew', async () => {
  const lasting = await open('8h', { isRenewable: false, most: 3600 });
  expect(lasting.warnings).toEqual([`The kubeconfig lives for less than its ttl, until ${after(3600)}`]);
  const renewed = await open('2h', { isRenewable: true, most: 3600 });
  expect(renewed.warnings).toHaveLength(1);
  // It counts from what was granted.
  expect(renewed.renewAt).toEqual(new Date(NOW + 1_440_000));
});
