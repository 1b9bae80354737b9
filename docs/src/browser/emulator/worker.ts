// The emulator in a worker of its own, so that a page stays quick. It answers messages of its page and nobody else.
import type { Ask, Reply } from './trial.ts';
import { createWorld, type World } from './world.ts';

let world: World | undefined;

self.addEventListener('message', ({ data }: MessageEvent<{ id: number; ask: Ask }>) => {
  void answer(data.ask).then(
    (value) => self.postMessage({ id: data.id, value } satisfies Reply),
    (error: unknown) =>
      self.postMessage({
        id: data.id,
        failed: error instanceof Error ? error.message : String(error),
      } satisfies Reply),
  );
});

async function answer(ask: Ask): Promise<unknown> {
  if (ask.ask === 'start') {
    await world?.close();
    world = await createWorld(ask.speed);
    return undefined;
  }
  if (world === undefined) throw new Error('The emulator is not started.');
  return world.answer(ask);
}
