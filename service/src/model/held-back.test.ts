// What waits for the window: kept by the operation, and gone with it.

import { describe, expect, it } from 'vitest';
import { asHeld, heldFields, lettingGo, withoutWaiting } from './held-back.ts';
import { nodeGroupInputs } from './inputs.ts';
import { waitsForWindow } from './operation.ts';
import { nodeGroupRecord, operationRecord } from './testing/records.ts';

const SIZE = { cpu: '4', memory: '16Gi' };
const inputs = nodeGroupInputs(nodeGroupRecord({ name: 'web', diskSize: '40Gi', resources: SIZE }));
const waiting = operationRecord('NodeGroup.update', {
  heldBack: { one: { diskSize: '20Gi', resources: null }, two: { diskSize: '10Gi' } },
});

describe('withoutWaiting', () => {
  it('gives the fields as they were, and takes away those that were not set', () => {
    const { resources, ...rest } = inputs;
    expect(withoutWaiting('one', inputs, [waiting])).toEqual({ ...rest, diskSize: '20Gi' });
  });

  it('looks at no other group, and at no operation that has ended', () => {
    expect(withoutWaiting('three', inputs, [waiting])).toEqual(inputs);
    const ended = { ...waiting, endedAt: waiting.createdAt };
    expect(withoutWaiting('one', inputs, [ended])).toEqual(inputs);
    expect(waitsForWindow(ended)).toBe(false);
  });
});

describe('heldFields', () => {
  it('is what brings the settings back', () => {
    const held = heldFields(inputs, ['diskSize', 'resources', 'minReplicas']);
    expect(held).toEqual({ diskSize: '40Gi', resources: SIZE });
    const { resources, ...small } = inputs;
    expect(heldFields(small as typeof inputs, ['resources'])).toEqual({ resources: null });
    expect(asHeld({ ...inputs, diskSize: '99Gi' }, held)).toEqual(inputs);
  });
});

describe('lettingGo', () => {
  it('waits on for other groups, and begins when none is left', () => {
    const rest = lettingGo(waiting, new Set(['one']));
    expect(rest).toEqual({ ...waiting, heldBack: { two: { diskSize: '10Gi' } } });
    const begun = lettingGo(rest, new Set(['two']));
    expect(begun).not.toHaveProperty('heldBack');
    expect(waitsForWindow(begun)).toBe(false);
  });
});
