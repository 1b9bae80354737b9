// A worker in place of the emulator: every answer has five megabytes, and goes the way of every other.
import { shown } from '../../docs/src/browser/emulator/shown.ts';
import type { Ask, Reply } from '../../docs/src/browser/emulator/trial.ts';

interface Scope {
  postMessage(reply: Reply): void;
  addEventListener(type: 'message', listener: (event: { data: { id: number; ask: Ask } }) => void): void;
}

const scope = globalThis as unknown as Scope;
const items = Array.from({ length: 50_000 }, (_, at) => ({ name: `n${at}`.repeat(20) }));

scope.addEventListener('message', ({ data: { id, ask } }) => {
  const answer = { status: 200, headers: [], text: JSON.stringify({ items }) };
  scope.postMessage({
    id,
    value: ask.ask === 'show' ? shown(answer) : ask.ask === 'prepare' ? ask.trial : undefined,
  });
});
