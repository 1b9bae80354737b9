// Follows the operations of a tenant through the SDK while something else waits for them. Terraform prints "Still
// creating…" and nothing more; the operation behind it knows the phase, the percentage and the time that is left.
import type { Hikube } from '@hikube/sdk';
import { progress, progressDone } from './screen.ts';

const LOOK_AGAIN_MS = 250;

/** Shows every operation that begins before `work` ends; returns what `work` gives. */
export async function followWhile<T>(hikube: Hikube, work: Promise<T>): Promise<T> {
  const stop = new AbortController();
  const following = follow(hikube, stop.signal);
  try {
    return await work;
  } finally {
    stop.abort();
    await following;
    progressDone();
  }
}

async function follow(hikube: Hikube, signal: AbortSignal): Promise<void> {
  const seen = new Set((await hikube.operations.list({ limit: 200 })).items.map((operation) => operation.id));
  while (!signal.aborted) {
    const { items } = await hikube.operations.list({ limit: 20 });
    for (const operation of items.filter(({ id }) => !seen.has(id)).reverse()) {
      seen.add(operation.id);
      try {
        for await (const state of hikube.operations.resume(operation.id, { signal })) progress(state);
      } catch (error) {
        // What the work itself reports is enough; following it must never be what fails.
        if (signal.aborted || !(error instanceof Error)) return;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
}
