// Handlers of the tag "manifests": a cluster in the form of the platform.
import { loadExisting } from '../plan/ground.ts';
import { write } from '../plan/write.ts';
import type { Handlers } from './handler.ts';
import { planManifest } from './manifest/plan.ts';
import { manifestEtag, manifestOf } from './manifest/representation.ts';

/** The manifest of a cluster. */
export const manifestHandlers: Handlers<'getManifest' | 'putManifest'> = {
  getManifest: async ({ params }, context) => {
    const [{ state }, catalogue] = await Promise.all([
      loadExisting(context, params.path.cluster),
      context.platform.catalogue(),
    ]);
    return { kind: 'shown', body: manifestOf(state, catalogue), etag: await manifestEtag(state) };
  },
  putManifest: ({ params, body }, context) =>
    write(context, params.path.cluster, () => planManifest(params.path.cluster, body, context)),
};
