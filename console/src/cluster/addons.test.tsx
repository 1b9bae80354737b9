// An add-on that waits for another one leads to it.
import addons from '@hikube/openapi/examples/listAddons.json' with { type: 'json' };
import type { Addon } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { itemsOf, rendered } from '../rendered.support.tsx';
import { Addons } from './addons.tsx';

const [OTHER, ADDON] = itemsOf<Addon>(addons) as [Addon, Addon];

function waiting(kind: 'Addon' | 'NodeGroup', selector: string): Addon {
  const [ready] = ADDON.status.conditions as [Addon['status']['conditions'][number]];
  const condition = { ...ready, type: 'WaitingFor', message: 'It waits.', waitingFor: { kind, selector } };
  return { ...ADDON, status: { ...ADDON.status, phase: 'WaitingFor', conditions: [condition] } };
}

const shown = (...all: readonly Addon[]) => rendered(<Addons cluster="prod" addons={all} />);

test('the one that is missing is a link to a change that adds it', () => {
  const html = shown(waiting('Addon', 'cert-manager'));
  expect(html).toContain('<a href="#/clusters/prod/change/cert-manager">Add cert-manager</a>');
});

test.each([
  ['there already', [waiting('Addon', OTHER.name), OTHER]],
  ['a node group', [waiting('NodeGroup', 'node-role.kubernetes.io/ingress-nginx')]],
])('what is %s is not added', (_, all) => {
  expect(shown(...all)).toContain('It waits.');
  expect(shown(...all)).not.toContain('/change/');
});
