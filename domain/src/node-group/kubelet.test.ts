import { expect, test } from 'vitest';
import { HIKUBE } from '../catalogue/profiles.test.support.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { checkKubelet, keptOfNode } from './kubelet.ts';

const said = (kubelet: unknown, group: object = {}) =>
  checkKubelet({ ...group, kubelet }, HIKUBE).map(({ pointer, code }) => `${pointer} ${code}`);

test.each([
  [undefined],
  [null],
  [UNKNOWN],
  [{}],
  [{ systemReservedCpu: '100m', kubeReservedMemory: '512Mi' }],
  [{ evictionHardMemory: '5%', evictionSoftMemory: '12.5%' }],
  // The soft one has 10 % where nothing is said.
  [{ evictionHardMemory: '9%' }],
  [{ evictionHardMemory: '300Mi', evictionSoftMemory: '1Gi' }],
  [{ evictionHardMemory: UNKNOWN, evictionSoftMemory: '1Gi' }],
  [{ evictionHardMemory: null, evictionSoftMemory: null }],
])('takes %j', (kubelet) => {
  expect(said(kubelet)).toEqual([]);
});

test.each([
  ['all', '/kubelet invalid_type'],
  [{ systemReservedCpu: 'much' }, '/kubelet/systemReservedCpu invalid_quantity'],
  [{ kubeReservedMemory: '0' }, '/kubelet/kubeReservedMemory out_of_range'],
  [{ evictionHardMemory: '0%' }, '/kubelet/evictionHardMemory invalid_value'],
  [{ evictionHardMemory: '100%' }, '/kubelet/evictionHardMemory invalid_value'],
  [{ evictionSoftMemory: 'soon' }, '/kubelet/evictionSoftMemory invalid_value'],
  [{ evictionHardMemory: 7 }, '/kubelet/evictionHardMemory invalid_type'],
  [{ evictionHardMemory: '10%' }, '/kubelet/evictionHardMemory out_of_range'],
  [{ evictionSoftMemory: '5%' }, '/kubelet/evictionSoftMemory out_of_range'],
  // What the other one is where nothing is said is a share.
  [{ evictionHardMemory: '300Mi' }, '/kubelet/evictionHardMemory invalid_value'],
  [{ evictionHardMemory: '1Gi', evictionSoftMemory: '1024Mi' }, '/kubelet/evictionSoftMemory out_of_range'],
])('refuses %j', (kubelet, finding) => {
  expect(said(kubelet)).toEqual([finding]);
});

test('something has to be left of a node, where its size is known', () => {
  const kubelet = { systemReservedMemory: '3Gi', kubeReservedCpu: '950m' };
  expect(said(kubelet, { instanceType: 'u1.xlarge' })).toEqual([]);
  expect(said(kubelet, { resources: { cpu: '1', memory: '4Gi' } })).toEqual(['/kubelet out_of_range']);
  expect(said(kubelet, { resources: { cpu: '1', memory: '2Gi' } })).toEqual([
    '/kubelet out_of_range',
    '/kubelet out_of_range',
  ]);
  expect(said(kubelet, { resources: UNKNOWN })).toEqual([]);
  expect(checkKubelet({ kubelet, instanceType: 'u1.medium' }, undefined)).toEqual([]);
});

test('says what to write', () => {
  const [order] = checkKubelet({ kubelet: { evictionHardMemory: '12%' } }, HIKUBE, '/nodeGroups/web');
  expect(order?.detail).toBe(
    'kubelet has evictionHardMemory 12% and evictionSoftMemory 10% (the default); the soft threshold has to be the greater one.',
  );
});

test('what is kept of a node has the bounds of the platform', () => {
  const GI = 1024n ** 3n * 1_000_000_000n;
  const { cpu, memory } = keptOfNode({ cpu: 64_000_000_000n, memory: 256n * GI }, undefined);
  expect(cpu).toBe(1_000_000_000n);
  expect(memory).toBe(2n * GI + (256n * GI * 7n) / 100n);
});
