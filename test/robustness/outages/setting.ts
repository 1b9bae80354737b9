// A service on PostgreSQL, clients that work all the time, and how one waits until the service is there again.
import type { Store } from '@hikube/service';
import { expect } from 'vitest';
import { type ServiceProcess, startServiceProcess } from '../../support/service-process.ts';
import { liftQuota } from '../../support/stored.ts';
import { PersistentClient } from './persistent-client.ts';
import { checkWorkflow, runWorkflow, type Workflow } from './workflow.ts';

const CLIENTS = 8;

/** Starts a service whose tenants may have any number of clusters. @param store of the same database; closed here */
export async function startOn(store: Store, url: string): Promise<ServiceProcess> {
  await liftQuota(store, 'demo');
  await store.close();
  return startServiceProcess({
    speed: 2_000,
    environment: {
      HIKUBE_STORE: 'postgres',
      DATABASE_URL: url,
      HIKUBE_SECRET_KEYS: Buffer.alloc(32, 7).toString('base64'),
    },
  });
}

/** Clients that begin one workflow after the other until they are asked to finish. */
export class Load {
  readonly client: PersistentClient;
  readonly #running: Promise<Workflow[]>[];
  #isLast = false;

  constructor({ endpoint, token }: ServiceProcess) {
    this.client = new PersistentClient(endpoint, token);
    this.#running = Array.from({ length: CLIENTS }, async (_, number) => {
      const done: Workflow[] = [];
      while (!this.#isLast) {
        const name = `w${number}-${done.length}`;
        done.push(await runWorkflow(this.client, name, done.length % 2 === 0));
      }
      return done;
    });
    // Whoever waits for it hears of a failure; nobody does before the end.
    for (const each of this.#running) each.catch(() => undefined);
  }

  /** Ends what was begun, and looks at every step of it. @returns how much that was */
  async finish(): Promise<{ readonly workflows: number; readonly steps: number }> {
    this.#isLast = true;
    const workflows = (await Promise.all(this.#running)).flat();
    let steps = 0;
    for (const workflow of workflows) steps += await checkWorkflow(this.client, workflow);
    expect(workflows.length).toBeGreaterThanOrEqual(CLIENTS);
    return { workflows: workflows.length, steps };
  }
}

/** Resolves when the service says that it is ready; until then it says that it is not, and nothing else. */
export async function readyAgain({ endpoint }: ServiceProcess): Promise<void> {
  for (;;) {
    const { status } = await fetch(new URL('/readyz', endpoint));
    if (status === 200) return;
    expect(status).toBe(503);
    await pause(20);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
