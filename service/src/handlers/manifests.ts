// Handlers of the tag "manifests": a cluster in the form of the platform.
import { loadExisting } from '../plan/ground.ts';
import { write } from '../plan/write.ts';
import type { Handlers } from './handler.ts';

// The rules of manifests are loaded when somebody uses one: a page that only creates clusters does without them.
const representation = () => import('./manifest/representation.ts');
const planning = () => import('./manifest/plan.ts');

/** The manifest of a cluster. */
export const manifestHandlers: Handlers<'getManifest' | 'putManifest'> = {
  getManifest: async ({ params }, context) => {
    const [{ state }, catalogue, { manifestEtag, manifestOf }] = await Promise.all([
      loadExisting(context, params.path.cluster),
      context.platform.catalogue(context.caller.tenant),
      representation(),
    ]);
    return { kind: 'shown', body: manifestOf(state, catalogue), etag: await manifestEtag(state) };
  },
  putManifest: async ({ params, body }, context) => {
    const { planManifest } = await planning();
    return write(context, params.path.cluster, () => planManifest(params.path.cluster, body, context));
  },
};
