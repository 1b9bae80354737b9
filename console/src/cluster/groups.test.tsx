// What is set of a node group is shown, and nothing of what is not.
import groups from '@hikube/openapi/examples/listNodeGroups.json' with { type: 'json' };
import type { NodeGroup } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { itemsOf, rendered } from '../rendered.support.tsx';
import { NodeGroups } from './groups.tsx';

const [GROUP] = itemsOf<NodeGroup>(groups) as [NodeGroup];
const { storageClass: _class, kubelet: _kubelet, healthCheck: _check, ...USUAL } = GROUP;
const SET: NodeGroup = {
  ...USUAL,
  storageClass: 'replicated',
  kubelet: { systemReservedCpu: '200m', evictionHardMemory: '9%' },
  healthCheck: { maxUnhealthy: '40%' },
};

test.each([
  ['en', 'disks of class replicated', 'kubelet: ', 'health check: '],
  ['fr', 'disques de classe replicated', 'kubelet : ', 'contrôle de santé : '],
] as const)(
  'a page in %s shows the class, the kubelet and the health check',
  (language, disks, kubelet, check) => {
    const page = rendered(<NodeGroups groups={[SET]} />, language).replace(/\s/g, ' ');
    expect(page).toContain(disks);
    expect(page).toContain(`${kubelet}systemReservedCpu=200m, evictionHardMemory=9%`);
    expect(page).toContain(`${check}maxUnhealthy=40%`);
  },
);

test('a group without them says nothing of them', () => {
  expect(rendered(<NodeGroups groups={[USUAL]} />)).not.toMatch(/disks of class|kubelet|health check/);
});
