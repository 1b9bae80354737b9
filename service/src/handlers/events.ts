// Handlers of the tag "events".
import type { ClusterEvent } from '@hikube/openapi/types';
import { findCluster } from './find.ts';
import type { Handlers } from './handler.ts';
import { pageOfStore } from './paging/page.ts';
import { checkStart, follow, selectionOf } from './waiting/events.ts';

/** What happened to a cluster. */
export const eventHandlers: Handlers<'listEvents'> = {
  listEvents: async ({ params }, context) => {
    const { store, caller } = context;
    const { record } = await findCluster(context, params.path.cluster);
    if (context.wantsStream) {
      const after = params.header['last-event-id'];
      await checkStart(context, record, after);
      return { kind: 'streamed', open: (departure) => follow(context, record, after, departure) };
    }
    const list = ['event', caller.tenant, record.uid];
    const selection = selectionOf(caller.tenant, record.uid);
    const page = await pageOfStore<ClusterEvent>(store, selection, list, params.query, true);
    return { kind: 'shown', body: { ...page, items: page.items.map(({ body }) => body) } };
  },
};
