// What the driver is asked to do with one cluster, and what must be true of it afterwards, whatever went wrong on the way.
import type { Credential, DesiredCluster } from '@hikube/service/platform';
import { addonWish, clusterWish, groupWish } from '@hikube/service/platform/suite';
import { expect } from 'vitest';
import type { Driven } from './driver.support.ts';
import { type App, PATH, secretOf } from './testing.ts';

/** One of several clusters of a tenant. */
export interface Subject {
  readonly driven: Driven;
  /** As it is first wished. */
  readonly wish: DesiredCluster;
  /** What was issued for it last. */
  credential?: Credential;
}

export interface Flow {
  readonly name: string;
  /** Which calls fail: those to the platform, or those to the API server of the cluster. */
  readonly at: 'platform' | 'cluster';
  /** It begins with nothing, and not with a cluster that runs. */
  readonly beginsEmpty?: true;
  /** Brings a cluster that runs to where the flow begins. */
  readonly prepare?: (subject: Subject) => Promise<void>;
  readonly work: (subject: Subject) => Promise<void>;
  /** Holds when it has come to rest. */
  readonly check: (subject: Subject) => Promise<void>;
}

const DAY_MS = 86_400_000;
const ACCOUNTS = '/api/v1/namespaces/hikube-access/serviceaccounts';

/** The n-th cluster: a group `web`, another one, and an add-on. */
export function subjectOf(driven: Driven, number: number): Subject {
  const wish = clusterWish({
    name: `c-${number}`,
    uid: `7d0b0a0e-0000-4000-8000-${String(number).padStart(12, '0')}`,
    host: `c-${number}.example.test`,
    endpoint: `https://c-${number}.example.test`,
    nodeGroups: [groupWish('web', { minReplicas: 1, maxReplicas: 2 }), groupWish('db', { maxReplicas: 1 })],
    addons: [addonWish('cert-manager')],
  });
  return { driven, wish };
}

const later = ({ wish }: Subject, changes: Partial<DesiredCluster>): DesiredCluster => ({
  ...wish,
  generation: 2,
  ...changes,
});
const larger = (subject: Subject): DesiredCluster =>
  later(subject, {
    nodeGroups: [groupWish('web', { generation: 2, minReplicas: 2, maxReplicas: 2 }), groupWish('db')],
  });

/** Asks for something, and looks what is there, as each pass of the reconciler does. */
async function pass({ driven: { platform } }: Subject, desired: DesiredCluster): Promise<void> {
  await platform.apply(desired);
  expect(await platform.observe(desired)).toBeDefined();
}

/** What really runs, and that the platform knows of it once. */
async function running({ driven: { double }, wish }: Subject) {
  expect(double.clusters().has(`tenant-acme/${wish.name}`)).toBe(true);
  const { body } = await double.tenant('acme').ask<{ items: App[] }>('GET', PATH);
  const applications = body.items.filter(({ metadata }) => metadata.name === wish.name);
  expect(applications).toHaveLength(1);
  return { ...(await double.inside('acme', wish.name)), spec: applications[0]!.spec };
}

async function issue(subject: Subject): Promise<void> {
  const { driven, wish } = subject;
  const order = { id: 'kc-one', role: 'view', expiresAt: Date.parse('2026-11-28') + 300 * DAY_MS } as const;
  subject.credential = await driven.platform.access.issue(wish, order);
}

/** Names of the accounts that were made in a cluster. */
async function accountsIn({ driven: { double }, wish }: Subject): Promise<readonly string[]> {
  const { body } = await double
    .tenant('acme')
    .ask<{ data: Record<string, string> }>('GET', secretOf(wish.name));
  const kubeconfig = Buffer.from(body.data['super-admin.conf']!, 'base64').toString();
  const answer = await double.connect(kubeconfig)(new Request(`https://any${ACCOUNTS}`));
  const { items } = (await answer.json()) as { items: { metadata: { name: string } }[] };
  return items.map(({ metadata }) => metadata.name).filter((name) => name !== 'default');
}

async function seesAs({ driven, wish, credential }: Subject): Promise<string | undefined> {
  return driven.roleOf!(wish, credential!);
}

const LOOK: Omit<Flow, 'at'> = {
  name: 'look',
  work: async ({ driven: { platform }, wish }) => {
    const seen = await platform.observe(wish);
    expect(seen).toMatchObject({ uid: wish.uid, deleting: false });
    // Nobody may believe that a cluster which answers has lost its nodes.
    if (seen!.apiReady) expect(seen!.nodeGroups.map(({ nodes }) => nodes.length)).toEqual([1, 1]);
  },
  check: async (subject) => {
    expect((await running(subject)).nodes).toHaveLength(2);
    expect(await subject.driven.platform.observe(subject.wish)).toMatchObject({ apiReady: true });
  },
};

const ISSUE: Omit<Flow, 'at'> = {
  name: 'issue a kubeconfig',
  work: issue,
  check: async (subject) => {
    expect(await accountsIn(subject)).toEqual(['hikube-kc-one']);
    expect(await seesAs(subject)).toBe('view');
  },
};

const REVOKE: Omit<Flow, 'at'> = {
  name: 'revoke a kubeconfig',
  prepare: issue,
  work: ({ driven, wish }) => driven.platform.access.revoke(wish, 'kc-one'),
  check: async (subject) => {
    expect(await accountsIn(subject)).toEqual([]);
    expect(await seesAs(subject)).toBeUndefined();
  },
};

export const FLOWS: readonly Flow[] = [
  {
    name: 'create',
    at: 'platform',
    beginsEmpty: true,
    work: ({ driven, wish }) => driven.platform.apply(wish),
    check: async (subject) => {
      expect((await running(subject)).nodes).toHaveLength(2);
    },
  },
  {
    name: 'change',
    at: 'platform',
    work: (subject) => subject.driven.platform.apply(larger(subject)),
    check: async (subject) => {
      expect((await running(subject)).nodes).toHaveLength(3);
    },
  },
  ...(['platform', 'cluster'] as const).map(
    (at): Flow => ({
      name: 'upgrade',
      at,
      work: (subject) => pass(subject, later(subject, { version: '1.35' })),
      check: async (subject) => {
        const { version, nodes, kubelets } = await running(subject);
        expect(nodes).toHaveLength(2);
        expect([version, ...kubelets]).toEqual([version, version, version]);
        expect(version).toMatch(/^v1\.35\./);
      },
    }),
  ),
  {
    name: 'remove a node group',
    at: 'platform',
    work: (subject) => pass(subject, later(subject, { nodeGroups: subject.wish.nodeGroups.slice(0, 1) })),
    check: async (subject) => {
      const { nodes, spec } = await running(subject);
      expect(nodes.map((name) => name.split('-').at(3))).toEqual(['web']);
      expect(spec['nodeGroups']).not.toHaveProperty('db');
    },
  },
  {
    name: 'remove an add-on',
    at: 'platform',
    work: (subject) => pass(subject, later(subject, { addons: [] })),
    check: async (subject) => {
      const { nodes, workloads } = await running(subject);
      expect(nodes).toHaveLength(2);
      expect(Object.keys(workloads).filter((name) => name.includes('cert-manager'))).toEqual([]);
    },
  },
  {
    name: 'remove',
    at: 'platform',
    work: async (subject) => {
      await subject.driven.platform.remove(subject.wish);
      // Asked for once more at once, as the reconciler does: it must not let the application go without its uninstall.
      await subject.driven.platform.apply(larger(subject));
    },
    check: async ({ driven: { double }, wish }) => {
      const { body } = await double.tenant('acme').ask<{ items: App[] }>('GET', PATH);
      expect(body.items.filter(({ metadata }) => metadata.name === wish.name)).toEqual([]);
      // Nothing is left that runs although nobody sees it.
      expect(double.clusters().has(`tenant-acme/${wish.name}`)).toBe(false);
    },
  },
  ...[LOOK, ISSUE, REVOKE].flatMap((flow) => [
    { ...flow, at: 'platform' as const },
    { ...flow, at: 'cluster' as const },
  ]),
];
