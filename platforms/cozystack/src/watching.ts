// Hints about clusters: one watch for each tenant, for as long as somebody listens. Where it goes on, the release may be
// another one.
import type { Clock, ClusterRef } from '@hikube/service/platform';
import { recordOf } from './applications/record.ts';
import type { KubernetesApplication } from './kind.ts';
import { watchObjects } from './kubernetes/watch.ts';
import type { Tenant } from './tenants.ts';

type Listener = (ref: ClusterRef) => void;

export interface Watching {
  /** @returns ends it; harmless afterwards */
  add(listener: Listener): () => void;
  close(): void;
}

export function createWatching(tenants: readonly Tenant[], clock: Clock): Watching {
  const listeners = new Set<{ readonly listener: Listener }>();
  let ends: readonly (() => void)[] = [];
  let isClosed = false;

  function begin(): void {
    ends = tenants.map(({ name: tenant, client, applications: { path }, checkOffer }) =>
      watchObjects<KubernetesApplication>({
        client,
        clock,
        path,
        listed: (wasAway) => void checkOffer(wasAway),
        changed(application) {
          const { name, uid } = application.metadata;
          const ref = { tenant, name, uid: recordOf(application)?.uid ?? uid };
          for (const { listener } of listeners) listener(ref);
        },
      }),
    );
  }

  function end(): void {
    for (const each of ends) each();
    ends = [];
  }

  return {
    add(listener) {
      if (isClosed) return () => undefined;
      const entry = { listener };
      listeners.add(entry);
      if (listeners.size === 1) begin();
      return () => {
        if (listeners.delete(entry) && listeners.size === 0) end();
      };
    },
    close() {
      isClosed = true;
      listeners.clear();
      end();
    },
  };
}
