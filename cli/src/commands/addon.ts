// hikube addon …
import { type AddonPut, etag } from '@hikube/sdk';
import { bodyOf } from '../contract/body.ts';
import { bodies } from '../generated/fields.gen.ts';
import { addonSummary } from '../output/summary/parts.ts';
import { command, type Group } from './command.ts';
import { WORK } from './flags.ts';
import { ALL, CLUSTER, EVERY, lists, shows } from './reading.ts';
import { carryOut } from './work.ts';

const ADDON = { name: 'addon', brief: 'Id of the add-on', complete: 'addons' } as const;
const ADDON_TYPE = { name: 'addon', brief: 'Id of the add-on', complete: 'addonTypes' } as const;

const enable = command({
  brief: 'Install an add-on with exactly these settings, and wait until it is ready or waits for something',
  more: 'Settings that are left out go back to their defaults, secret values included.',
  args: [CLUSTER, ADDON_TYPE],
  flags: WORK,
  fields: bodies.AddonPut,
  examples: [
    'hikube addon enable prod monitoring',
    'hikube addon enable prod ingress-nginx --options-ingress-hosts shop.example.com',
    'hikube addon enable prod flux --options-flux-git-repository-url https://git.example.com/team/fleet.git --secret-values @secrets.yaml',
  ],
  async run(session, { args: [cluster = '', addon = ''], flags, fields }) {
    const { addons } = await session.client();
    const body = (await bodyOf(bodies.AddonPut, fields, session.load)) as AddonPut;
    return carryOut(session, flags, {
      kind: 'addon',
      preview: () => addons.previewPut(cluster, addon, body),
      start: () => addons.put(cluster, addon, body),
    });
  },
});

const disable = command({
  brief: 'Remove an add-on; one that is always on goes back to its default settings',
  args: [CLUSTER, ADDON],
  flags: WORK,
  examples: ['hikube addon disable prod cert-manager --yes'],
  async run(session, { args: [cluster = '', addon = ''], flags }) {
    const { addons } = await session.client();
    const ifMatch = etag(await addons.get(cluster, addon));
    return carryOut(session, flags, {
      preview: () => addons.previewDelete(cluster, addon, { ifMatch }),
      start: () => addons.delete(cluster, addon, { ifMatch }),
      question: () => `Remove the add-on ${addon} of ${cluster}?`,
    });
  },
});

export const addonCommands: Group = {
  brief: 'Components that the platform keeps in a cluster',
  commands: {
    list: lists(
      {
        kind: 'addon',
        brief: 'List add-ons',
        args: [EVERY],
        examples: ['hikube addon list prod', 'hikube addon list'],
      },
      (hikube, [cluster = ALL]) => hikube.addons.list(cluster),
    ),
    get: shows(
      {
        kind: 'addon',
        brief: 'Show an add-on',
        args: [CLUSTER, ADDON],
        examples: ['hikube addon get prod cert-manager'],
      },
      (hikube, [cluster = '', addon = '']) => hikube.addons.get(cluster, addon),
      addonSummary,
    ),
    enable,
    disable,
  },
};
