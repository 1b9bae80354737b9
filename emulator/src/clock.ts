// The one way to real time: what is needed of it is taken when this module is loaded, so that a test that fakes its timers
// afterwards changes nothing in here.

const {
  setImmediate: immediate,
  setTimeout: later,
  clearTimeout: cancel,
  MessageChannel: Channel,
} = globalThis;
const now = performance.now.bind(performance);

/** Milliseconds since some moment, by the machine's clock. */
export function realMs(): number {
  return now();
}

/** Waits one turn of the event loop: every promise that can settle without input or output has settled then. */
export function turn(): Promise<void> {
  if (immediate !== undefined) return new Promise((resolve) => void immediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new Channel();
    port1.addEventListener('message', () => {
      port1.close();
      resolve();
    });
    port1.start();
    port2.postMessage(null);
  });
}

/** Calls back after some real milliseconds, and keeps no process alive for it. @returns cancels the call */
export function afterRealMs(ms: number, callback: () => void): () => void {
  const timer: unknown = later(callback, ms);
  (timer as { unref?(): void }).unref?.();
  return () => cancel(timer as ReturnType<typeof later>);
}
