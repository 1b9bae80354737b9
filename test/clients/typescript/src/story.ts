// What every generated client is asked to do. Each client answers with what it got, in the types of its generator.

/** The calls of the story; every write answers with an operation. */
export interface Client {
  createCluster(body: {
    name: string;
    version: string;
    nodeGroups: { web: { minReplicas: number } };
  }): Promise<Answered>;
  /** Waits for its end, up to 30 s. */
  waitForOperation(id: string, query: { wait: string }): Promise<Answered>;
  listClusters(): Promise<{ items: { name: string; status: { phase: string } }[] }>;
  updateCluster(name: string, body: { displayName: string }): Promise<Answered>;
  getCluster(name: string): Promise<{ displayName: string; createdAt: string }>;
  previewDelete(name: string): Promise<{ changes: { action: string }[]; deletion?: { stays: string[] } }>;
  upgradeLater(
    cluster: string,
    body: { targetVersion: string; start: 'at'; startAt: string },
  ): Promise<Answered>;
  cancelOperation(id: string): Promise<Answered>;
  getManifest(name: string): Promise<{ kind: string }>;
  deleteCluster(name: string): Promise<Answered>;
}

/** As much of an operation as the story looks at. */
export interface Answered {
  id: string;
  status: string;
}

/** Tells the story and says what happened; throws at the first surprise. */
export async function tell(client: Client): Promise<string[]> {
  const told: string[] = [];
  const expect = (what: string, found: unknown, wanted: unknown) => {
    if (JSON.stringify(found) !== JSON.stringify(wanted))
      throw new Error(`${what}: ${JSON.stringify(found)} in place of ${JSON.stringify(wanted)}`);
    told.push(what);
  };
  const ended = async ({ id }: Answered) => {
    for (;;) {
      const { status } = await client.waitForOperation(id, { wait: '30s' });
      if (status !== 'pending' && status !== 'running') return status;
    }
  };
  const name = `shop-${crypto.randomUUID().slice(0, 8)}`;
  const isListed = async () => (await client.listClusters()).items.some((each) => each.name === name);
  const wish = { name, version: '1.33', nodeGroups: { web: { minReplicas: 1 } } };
  expect('creates', await ended(await client.createCluster(wish)), 'succeeded');
  expect('lists', await isListed(), true);
  expect('patches', await ended(await client.updateCluster(name, { displayName: 'Shop' })), 'succeeded');
  expect('reads', (await client.getCluster(name)).displayName, 'Shop');
  const impact = await client.previewDelete(name);
  expect('previews', [impact.changes[0]?.action, impact.deletion !== undefined], ['delete', true]);
  const upgrade = await client.upgradeLater(name, {
    targetVersion: '1.34',
    start: 'at',
    startAt: '2099-01-01T00:00:00Z',
  });
  expect('cancels', (await client.cancelOperation(upgrade.id)).status, 'cancelled');
  expect('reads a manifest', (await client.getManifest(name)).kind, 'Kubernetes');
  expect('deletes', await ended(await client.deleteCluster(name)), 'succeeded');
  expect('is done', await isListed(), false);
  return told;
}

/** Where the service is. The process that runs a story puts it there. */
export const { endpoint, token } = (globalThis as unknown as { service: { endpoint: string; token: string } })
  .service;
