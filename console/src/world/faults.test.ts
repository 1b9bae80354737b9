import { describe, expect, test } from 'vitest';
import { EMPTY_FAULT, type FaultForm, faultOf, wrongIn } from './faults.ts';

describe('a form of a fault', () => {
  test.each<[Partial<FaultForm>, object]>([
    [{}, { kind: 'AddonFails' }],
    [
      { place: 'shop', addon: 'flux', message: ' Closed. ', times: '2' },
      { kind: 'AddonFails', cluster: 'shop', addon: 'flux', message: 'Closed.', times: 2 },
    ],
    [
      { kind: 'NodeSlow', place: 'shop/web', addon: 'flux', message: 'Closed.' },
      { kind: 'NodeSlow', cluster: 'shop', nodeGroup: 'web', ms: 600_000 },
    ],
    [
      { kind: 'ControlPlaneFails', place: 'shop/web' },
      { kind: 'ControlPlaneFails', cluster: 'shop' },
    ],
  ])('%j says what its kind has, and nothing else', (part, expected) => {
    expect(faultOf({ ...EMPTY_FAULT, ...part })).toEqual(expected);
  });

  test.each<[Partial<FaultForm>, string | undefined]>([
    [{ minutes: 'many' }, undefined],
    [{ kind: 'NodeSlow', minutes: 'many' }, 'minutes'],
    [{ kind: 'NodeSlow', minutes: '0' }, 'minutes'],
    [{ kind: 'NodeSlow', minutes: '1440' }, undefined],
    [{ kind: 'NodeSlow', minutes: '1441' }, 'minutes'],
    [{ times: '0' }, 'times'],
    [{ times: '1.5' }, 'times'],
    [{ times: '3' }, undefined],
    [{ message: 'a'.repeat(300) }, undefined],
    [{ message: 'a'.repeat(301) }, 'message'],
    [{ kind: 'DrainStuck', message: 'a'.repeat(301) }, undefined],
  ])('%j is wrong in %s', (part, expected) => {
    expect(wrongIn({ ...EMPTY_FAULT, ...part })).toBe(expected);
  });
});
