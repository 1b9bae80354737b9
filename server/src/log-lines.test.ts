import { expect, test } from 'vitest';
import { createLogLines } from './log-lines.ts';

function recorded() {
  const written: string[] = [];
  const turns: (() => void)[] = [];
  const lines = createLogLines(
    (text) => written.push(text),
    (callback) => turns.push(callback),
  );
  return { lines, written, endTurn: () => turns.splice(0).forEach((each) => void each()) };
}

test('lines of one turn are written together, in their order', () => {
  const { lines, written, endTurn } = recorded();
  lines.add('a\n', 'info');
  lines.add('b\n', 'info');
  expect(written).toEqual([]);
  endTurn();
  expect(written).toEqual(['a\nb\n']);
  lines.add('c\n', 'debug');
  endTurn();
  endTurn();
  expect(written).toEqual(['a\nb\n', 'c\n']);
});

test.each(['warn', 'error'] as const)('a %s is written at once, behind what came before it', (level) => {
  const { lines, written, endTurn } = recorded();
  lines.add('a\n', 'info');
  lines.add('loud\n', level);
  expect(written).toEqual(['a\nloud\n']);
  endTurn();
  expect(written).toHaveLength(1);
});

test('what waits when the process ends is written then', () => {
  const { lines, written, endTurn } = recorded();
  lines.add('last\n', 'info');
  lines.flush();
  lines.flush();
  endTurn();
  expect(written).toEqual(['last\n']);
});
