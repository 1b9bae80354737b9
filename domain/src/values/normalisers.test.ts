import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type NormaliserName, normalisers } from './normalisers.ts';

const SAMPLES: Readonly<Record<NormaliserName, readonly [string, string, string]>> = {
  kubernetesVersion: ['v1.34.2', '1.34', '1.35'],
  quantity: ['1024Mi', '1Gi', '1G'],
  duration: ['90m', '1h30m', '90s'],
  json: ['{"b":1, "a":2}', '{"a":2,"b":1}', '{"a":2}'],
};

test('every normaliser has a sample', () => {
  expect(Object.keys(normalisers).sort()).toEqual(Object.keys(SAMPLES).sort());
});

describe.each(Object.entries(normalisers))('%s', (name, normaliser) => {
  const [written, normal, other] = SAMPLES[name as NormaliserName];

  test('writes the normal form, and leaves it', () => {
    expect(normaliser.normalise(written)).toBe(normal);
    expect(normaliser.normalise(normal)).toBe(normal);
  });

  test('tells equal from different', () => {
    expect(normaliser.equal(written, normal)).toBe(true);
    expect(normaliser.equal(written, other)).toBe(false);
  });

  test('two texts are equal exactly when their normal forms are', () => {
    const text = fc.oneof(fc.constantFrom(written, normal, other), fc.string());
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [left, right] = [normaliser.normalise(a) ?? `raw ${a}`, normaliser.normalise(b) ?? `raw ${b}`];
        expect(normaliser.equal(a, b)).toBe(left === right);
      }),
    );
  });
});
