import { describe, expect, it } from 'vitest';
import type { Figure } from '../figure.ts';
import { yardstickTable } from './table.ts';

const figure = (name: string, value: number, aim?: number): Figure => ({
  name,
  value,
  unit: 'ratio',
  ...(aim === undefined ? {} : { aim }),
});

describe('the table of the yardstick', () => {
  it('has a row for each thing that is done, in the order in which a person meets them', () => {
    const table = yardstickTable([
      figure('yardstick: plan of 100 node groups, wall, script', 0.7, 0.65),
      figure('yardstick: plan of 100, wall, script', 0.4, 0.4),
      figure('yardstick: handshake, CPU, script', 3.1, 2),
      figure('yardstick: handshake, wall, script', 3, 2),
      figure('yardstick: handshake, wall, standalone', 0.8, 0.85),
      figure('service: something else', 1),
    ]);
    expect(table.split('\n')).toEqual([
      '| | script | standalone |',
      '|---|---|---|',
      '| handshake, wall | 3 | 0.8 |',
      '| handshake, CPU | 3.1 | – |',
      '| plan of 100, wall | 0.4 | – |',
      '| plan of 100 node groups, wall | 0.7 | – |',
    ]);
  });
});
