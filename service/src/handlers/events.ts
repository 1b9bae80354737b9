// Handlers of the tag "events".
import type { ClusterEvent } from '@hikube/openapi/types';
import type { Document } from '../store/store.ts';
import { findCluster } from './find.ts';
import type { Handlers } from './handler.ts';
import { pageOfMatching, readIn } from './paging/matching.ts';
import { pageOfTold } from './paging/told-events.ts';
import { checkStart, follow, selectionOf } from './waiting/events.ts';
import { followTold, startBehind } from './waiting/told-events.ts';

/** What happened to a cluster, and in the whole tenant. */
export const eventHandlers: Handlers<'listEvents' | 'listTenantEvents'> = {
  listTenantEvents: async ({ params }, context) => {
    const { cluster, type, ...request } = params.query;
    const filter = { cluster, type };
    if (!context.wantsStream) return { kind: 'shown', body: await pageOfTold(context, filter, request) };
    const start = await startBehind(context, params.header['last-event-id']);
    return { kind: 'streamed', open: (departure) => followTold(context, filter, start, departure) };
  },
  listEvents: async ({ params }, context) => {
    const { store, caller } = context;
    const { type, ...request } = params.query;
    const { record } = await findCluster(context, params.path.cluster);
    if (context.wantsStream) {
      const after = params.header['last-event-id'];
      await checkStart(context, record, after);
      return { kind: 'streamed', open: (departure) => follow(context, record, { after, type }, departure) };
    }
    const { tenant } = caller;
    const page = await pageOfMatching<Document<ClusterEvent>>({
      list: ['event', tenant, record.uid, type ?? ''],
      request,
      positionOf: ({ key }) => key.id,
      read: readIn<ClusterEvent>(store, selectionOf(tenant, record.uid), true),
      matches: ({ body }) => type === undefined || body.type === type,
    });
    return { kind: 'shown', body: { ...page, items: page.items.map(({ body }) => body) } };
  },
};
