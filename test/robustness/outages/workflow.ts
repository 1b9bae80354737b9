// One piece of work of a client: a cluster, two changes to it, and for every other one its end. Each step is one write,
// and afterwards there is exactly one operation for each.
import type { Cluster, Operation, OperationList } from '@hikube/openapi/types';
import { expect } from 'vitest';
import type { PersistentClient } from './persistent-client.ts';

/** What was acknowledged: the operation of each step. */
export interface Workflow {
  readonly name: string;
  readonly operations: readonly Operation[];
  readonly isDeleted: boolean;
}

/** Does all steps, however long the service is away in between. */
export async function runWorkflow(
  client: PersistentClient,
  name: string,
  isDeleted: boolean,
): Promise<Workflow> {
  const operations: Operation[] = [];
  const write = async (method: string, path: string, body?: object): Promise<void> => {
    const key = `${name}-${operations.length}`;
    const call = { method, path, key, ...(body === undefined ? {} : { body }) };
    operations.push(await client.call<Operation>(call));
  };
  const cluster = `/clusters/${name}`;
  await write('POST', '/clusters', { name, topology: 'development', labels: { step: '0' } });
  await write('PATCH', cluster, { labels: { step: '1' } });
  await write('POST', `${cluster}/node-groups`, { name: 'web', minReplicas: 0, maxReplicas: 1 });
  if (isDeleted) {
    // Deletion goes before everything, so that what it would overtake comes first.
    await ended(client, operations.at(-1)!);
    await write('DELETE', cluster);
  }
  await ended(client, operations.at(-1)!);
  return { name, operations, isDeleted };
}

async function ended(client: PersistentClient, { id }: Operation): Promise<void> {
  for (;;) {
    const { endedAt, status } = await client.call<Operation>({
      method: 'GET',
      path: `/operations/${id}?wait=2s`,
    });
    if (endedAt === null) continue;
    expect(status).toBe('succeeded');
    return;
  }
}

/** Everything acknowledged is there, and nothing was done twice. @returns steps that were checked */
export async function checkWorkflow(client: PersistentClient, workflow: Workflow): Promise<number> {
  const { name, operations, isDeleted } = workflow;
  const { items } = await client.call<OperationList>({ method: 'GET', path: `/operations?cluster=${name}` });
  const shown = (all: readonly Operation[]) => all.map(({ id, kind }) => `${id} ${kind}`).sort();
  expect(shown(items)).toEqual(shown(operations));
  if (!isDeleted) {
    const cluster = await client.call<Cluster>({ method: 'GET', path: `/clusters/${name}` });
    expect(cluster.labels).toEqual({ step: '1' });
  }
  return operations.length;
}
