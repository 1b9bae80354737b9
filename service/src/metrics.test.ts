import { expect, test } from 'vitest';
import { Metrics } from './metrics.ts';

test('counts, measures and reads', () => {
  const metrics = new Metrics();
  metrics.describe('a_total', 'How many.');
  metrics.count('a_total', { kind: 'x"\\\n' });
  metrics.count('a_total', { kind: 'x"\\\n' });
  metrics.count('a_total', {});
  metrics.gauge('depth', () => 7);
  const text = metrics.text();
  expect(text).toBe(
    [
      '# HELP a_total How many.',
      '# TYPE a_total counter',
      'a_total{kind="x\\"\\\\\\n"} 2',
      'a_total 1',
      '# TYPE depth gauge',
      'depth 7',
      '',
    ].join('\n'),
  );
});

test('a duration counts in every bucket that it fits in', () => {
  const metrics = new Metrics();
  metrics.observe('d', { o: 'get' }, 0.2);
  metrics.observe('d', { o: 'get' }, 90);
  const lines = metrics.text().split('\n');
  expect(lines).toContain('d_bucket{o="get",le="0.1"} 0');
  expect(lines).toContain('d_bucket{o="get",le="0.25"} 1');
  expect(lines).toContain('d_bucket{o="get",le="60"} 1');
  expect(lines).toContain('d_bucket{o="get",le="+Inf"} 2');
  expect(lines).toContain('d_sum{o="get"} 90.2');
  expect(lines).toContain('d_count{o="get"} 2');
});
