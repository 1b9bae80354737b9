// Handlers of the tag "addons".
import { checkSecretValues } from '@hikube/domain';
import type { AddonPut } from '@hikube/openapi/types';
import { checkPrecondition, etagOf } from '../model/etag.ts';
import type { AddonRecord } from '../model/records.ts';
import { planUpdate } from '../plan/change.ts';
import { refuseErrors } from '../plan/check.ts';
import { childOf, childOrder, decideChildDeletion } from '../plan/children.ts';
import { completeAddon } from '../plan/desired/desired.ts';
import { planTakenName, stillDeleting } from '../plan/existing.ts';
import { fingerprintOf, loadGround, type Plan } from '../plan/ground.ts';
import { write } from '../plan/write.ts';
import { areSealedValues, sealValues } from '../secrets/addon-values.ts';
import type { Sealed } from '../secrets/envelope.ts';
import { findChild } from './find.ts';
import type { Context, Handlers } from './handler.ts';
import { pageOfChildren } from './paging/lists.ts';
import { addonView } from './views.ts';
import { shown } from './written.ts';

type AddonOperation = 'listAddons' | 'getAddon' | 'putAddon' | 'deleteAddon';

/** Add-ons of clusters. */
export const addonHandlers: Handlers<AddonOperation> = {
  listAddons: async ({ params: { path, query } }, context) =>
    context.writers.page(await pageOfChildren(context, 'Addon', path.cluster, query, context.writers.addon)),
  getAddon: async ({ params }, context) => {
    const { record, status } = await findChild(context, 'Addon', params.path.cluster, params.path.addon);
    return shown(context.writers.addon(record, status), etagOf(record));
  },
  putAddon: ({ params, body }, context) =>
    write(context, params.path.cluster, () =>
      decidePut(params.path.cluster, params.path.addon, body, context),
    ),
  deleteAddon: ({ params }, context) => {
    const { cluster, addon: name } = params.path;
    return write(context, cluster, () =>
      decideChildDeletion(context, { kind: 'Addon', cluster, name }, 'Addon.delete', (record, status) =>
        addonView(record as AddonRecord, status),
      ),
    );
  },
};

/** Enables the add-on, or replaces all of its settings. */
async function decidePut(cluster: string, id: string, body: AddonPut, context: Context): Promise<Plan> {
  const { aggregate, surroundings } = await loadGround(context, cluster);
  const record = childOf(aggregate, 'Addon', id);
  const { status } = aggregate.state;
  checkPrecondition(context.precondition, record === undefined ? undefined : addonView(record, status));
  const { secretValues: written = {}, ...settings } = body;
  const secret = await sealSecret(written, { cluster, name: id }, record?.secretValues, context);
  // A digest of a secret would tell a guess from a wrong one, so that the secret itself is compared.
  const fingerprint = await fingerprintOf(settings);
  if (record !== undefined && context.createOnly) {
    const isSame = secret === record.secretValues;
    const attempted = { operation: 'Addon.create', fingerprint: isSame ? fingerprint : '' } as const;
    return planTakenName({ kind: 'Addon', record }, aggregate, attempted, context, surroundings);
  }
  if (record !== undefined && record.removal !== undefined) throw stillDeleting('add-on', id);
  refuseErrors(checkSecretValues(id, written, surroundings.catalogue));
  const kind = record === undefined ? 'Addon.create' : 'Addon.update';
  const inputs = { ...completeAddon(settings), ...(secret === undefined ? {} : { secretValues: secret }) };
  return planUpdate(childOrder(aggregate, 'Addon', id, inputs, kind, fingerprint), surroundings);
}

/** The values as they are stored. What is there already keeps its seal, so that it shows as no change. */
async function sealSecret(
  values: NonNullable<AddonPut['secretValues']>,
  { cluster, name }: { readonly cluster: string; readonly name: string },
  known: Sealed | undefined,
  { caller, envelope }: Context,
): Promise<Sealed | undefined> {
  if (Object.keys(values).length === 0) return undefined;
  const place = { tenant: caller.tenant, cluster, name };
  const isKnown = known !== undefined && (await areSealedValues(values, known, place, envelope));
  return isKnown ? known : sealValues(values, place, envelope);
}
