import { beforeEach, expect, test } from 'vitest';
import type { Clock } from '../clock.ts';
import { watchHost } from './host-watch.ts';

/** A clock whose one pending timer fires when a test says that time has passed. */
class ManualClock implements Clock {
  #time = 0;
  #timers: { at: number; action: () => void }[] = [];

  now(): Date {
    return new Date(this.#time);
  }

  after(milliseconds: number, action: () => void): () => void {
    const timer = { at: this.#time + milliseconds, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  pass(milliseconds: number): void {
    this.#time += milliseconds;
    for (const timer of this.#timers.filter(({ at }) => at <= this.#time)) timer.action();
  }
}

let clock: ManualClock;
let gone: number;
let sessions: (open: number) => void;

beforeEach(() => {
  clock = new ManualClock();
  gone = 0;
  sessions = watchHost(clock, () => gone++);
});

test('gone when nobody comes within a minute', () => {
  clock.pass(59_999);
  expect(gone).toBe(0);
  clock.pass(1);
  expect(gone).toBe(1);
});

test('not gone while a session is open', () => {
  sessions(1);
  clock.pass(86_400_000);
  expect(gone).toBe(0);
});

test('gone a second after the last session closed', () => {
  sessions(1);
  sessions(2);
  sessions(1);
  clock.pass(5000);
  sessions(0);
  clock.pass(999);
  expect(gone).toBe(0);
  clock.pass(1);
  expect(gone).toBe(1);
});

test('not gone when another session comes in time', () => {
  sessions(1);
  sessions(0);
  clock.pass(900);
  sessions(1);
  clock.pass(5000);
  expect(gone).toBe(0);
});
