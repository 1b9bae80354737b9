// Machines of a group: how many there are, and how they are replaced.
import { expect, test } from 'vitest';
import { groupToWake, MachineGroup } from './group.ts';

const WEB = { minReplicas: 2, maxReplicas: 4, instanceType: 's1.large' };

/** One round: what is to go goes, what is to come comes and joins. */
function round(group: MachineGroup): { came: number; went: number } {
  const { make, remove } = group.next();
  group.machines = [...group.machines.filter((machine) => !remove.includes(machine)), ...make];
  for (const machine of make) machine.joined = true;
  return { came: make.length, went: remove.length };
}

function rounds(group: MachineGroup): { came: number; went: number }[] {
  const all: { came: number; went: number }[] = [];
  while (!group.settled) all.push(round(group));
  return all;
}

test('as many as are wanted at least come at once', () => {
  const group = new MachineGroup('web', 'c-web', WEB, 'v1.34.9');
  expect(rounds(group)).toEqual([{ came: 2, went: 0 }]);
});

test('the autoscaler stays within the bounds', () => {
  const group = new MachineGroup('web', 'c-web', WEB, 'v1.34.9');
  group.resize(9);
  rounds(group);
  expect(group.machines).toHaveLength(4);
  group.resize(0);
  rounds(group);
  expect(group.machines).toHaveLength(2);
});

test('bounds alone replace nothing', () => {
  const group = new MachineGroup('web', 'c-web', WEB, 'v1.34.9');
  rounds(group);
  const before = group.machines.map(({ name }) => name);
  group.change({ ...WEB, minReplicas: 3 }, 'v1.34.9');
  rounds(group);
  expect(group.machines.map(({ name }) => name).slice(0, 2)).toEqual(before);
  expect(group.machines).toHaveLength(3);
});

test('another template replaces one machine after the other, and never are there fewer', () => {
  const group = new MachineGroup('web', 'c-web', WEB, 'v1.34.9');
  rounds(group);
  const before = group.machines.map(({ name }) => name);
  group.change({ ...WEB, instanceType: 's1.xlarge' }, 'v1.34.9');
  for (let turn = 0; !group.settled && turn < 20; turn += 1) {
    round(group);
    expect(group.machines.length).toBeGreaterThanOrEqual(2);
    expect(group.machines.length).toBeLessThanOrEqual(3);
  }
  expect(group.machines.some(({ name }) => before.includes(name))).toBe(false);
});

test('a group that may have nobody has nobody', () => {
  const group = new MachineGroup('web', 'c-web', { minReplicas: 0, maxReplicas: 0 }, 'v1.34.9');
  expect(group.settled).toBe(true);
});

test('one group wakes where all are empty, and rather one without GPUs', () => {
  const empty = (name: string, more = {}) =>
    new MachineGroup(name, `c-${name}`, { minReplicas: 0, maxReplicas: 3, ...more }, 'v1.34.9');
  const closed = empty('a', { maxReplicas: 0 });
  const cards = empty('b', { gpus: [{ name: 'nvidia.com/AD102GL_L40S' }] });
  const groups = [empty('d'), cards, closed, empty('c')];
  expect(groupToWake(groups)?.name).toBe('c');
  expect(groupToWake([cards, closed])?.name).toBe('b');
  expect(groupToWake([closed])).toBeUndefined();
  groups[0]!.resize(1);
  expect(groupToWake(groups)).toBeUndefined();
});
