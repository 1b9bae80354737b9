// Handlers of the tag "addons".
import type { AddonInline } from '@hikube/openapi/types';
import type { AddonRecord } from '../model/records.ts';
import { completeAddon } from './desired/defaults.ts';
import { checkPrecondition, etagOf } from './etag.ts';
import { findChild } from './find.ts';
import type { Context, Handlers } from './handler.ts';
import { pageOfChildren } from './paging/lists.ts';
import { addonView } from './views/resources.ts';
import { childOf, childOrder } from './writes/child-orders.ts';
import { decideChildDeletion } from './writes/delete-child.ts';
import { stillDeleting, takenName } from './writes/existing.ts';
import { loadGround } from './writes/load.ts';
import type { Plan } from './writes/plan.ts';
import { fingerprintOf } from './writes/surroundings.ts';
import { planUpdate } from './writes/update.ts';
import { write } from './writes/write.ts';

type AddonOperation = 'listAddons' | 'getAddon' | 'putAddon' | 'deleteAddon';

/** Add-ons of clusters. */
export const addonHandlers: Handlers<AddonOperation> = {
  listAddons: async ({ params }, context) => ({
    kind: 'shown',
    body: await pageOfChildren(context, 'addon', params.path.cluster, params.query, addonView),
  }),
  getAddon: async ({ params }, context) => {
    const { record, status } = await findChild(context, 'addon', params.path.cluster, params.path.addon);
    return { kind: 'shown', body: addonView(record, status), etag: etagOf(record) };
  },
  putAddon: ({ params, body }, context) =>
    write(context, () => decidePut(params.path.cluster, params.path.addon, body, context)),
  deleteAddon: ({ params }, context) => {
    const { cluster, addon: name } = params.path;
    return write(context, () =>
      decideChildDeletion(context, { kind: 'addon', cluster, name }, 'addon.disable', (record, status) =>
        addonView(record as AddonRecord, status),
      ),
    );
  },
};

/** Enables the add-on, or replaces all of its settings. */
async function decidePut(cluster: string, id: string, body: AddonInline, context: Context): Promise<Plan> {
  const { aggregate, surroundings } = await loadGround(context, cluster);
  const record = childOf(aggregate, 'addon', id);
  const { status } = aggregate.state;
  checkPrecondition(context.precondition, record === undefined ? undefined : addonView(record, status));
  const fingerprint = await fingerprintOf(body);
  if (record !== undefined && context.createOnly) {
    throw takenName('add-on', record, aggregate.state, { token: context.caller.token, fingerprint });
  }
  if (record !== undefined && record.deletion !== null) throw stillDeleting('add-on', id);
  const kind = record === undefined ? 'addon.enable' : 'addon.update';
  const order = childOrder(aggregate, 'addon', id, completeAddon(body), kind, fingerprint);
  return planUpdate(order, surroundings);
}
