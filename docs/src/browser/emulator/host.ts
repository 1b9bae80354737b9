// The page's side of the emulator: it is loaded when somebody presses a button, never before.
import type { Ask, Outcome, Reply, Shown, Trial } from './trial.ts';

/** An emulator that a page holds. What is in it ends with the page. */
export interface Hosted {
  send(trial: Trial): Promise<Outcome>;
  show(trial: Trial): Promise<Shown>;
  prepare(trial: Trial): Promise<Trial>;
  /** Sites that are away from now on. */
  setDown(sites: readonly string[]): Promise<void>;
  advance(ms: number): Promise<void>;
  now(): Promise<number>;
}

/**
 * Starts one.
 * @param script address of the worker
 * @param speed how much faster than life; in jumps while somebody waits when it is left out
 */
export async function host(script: URL, speed?: number): Promise<Hosted> {
  const worker = new Worker(script, { type: 'module' });
  const open = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>();
  let last = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const waiting = open.get(data.id);
    open.delete(data.id);
    if (data.failed === undefined) waiting?.done(data.value);
    else waiting?.failed(new Error(data.failed));
  });
  worker.addEventListener('error', () => {
    for (const { failed } of open.values()) failed(new Error('This browser cannot run the emulator.'));
    open.clear();
  });
  const ask = (question: Ask): Promise<unknown> =>
    new Promise((done, failed) => {
      last += 1;
      open.set(last, { done, failed });
      worker.postMessage({ id: last, ask: question });
    });
  await ask({ ask: 'start', ...(speed === undefined ? {} : { speed }) });
  return {
    send: async (trial) => (await ask({ ask: 'send', trial })) as Outcome,
    show: async (trial) => (await ask({ ask: 'show', trial })) as Shown,
    prepare: async (trial) => (await ask({ ask: 'prepare', trial })) as Trial,
    setDown: async (down) => void (await ask({ ask: 'sites', down })),
    advance: async (ms) => void (await ask({ ask: 'advance', ms })),
    now: async () => (await ask({ ask: 'now' })) as number,
  };
}
