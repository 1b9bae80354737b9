// Which controllers follow which changes.
import type { Server } from '../server.ts';
import type { StoredChange } from '../storage/storage.ts';
import { type Controller, Controllers } from './controller.ts';
import { DEFINITIONS, handleDefinition, handleInstance } from './definitions.ts';
import { handleGarbage } from './garbage.ts';
import { handleContent, handleNamespace } from './namespaces.ts';
import { handleCounted, handleQuota } from './quotas.ts';

export interface Running {
  /** @param since the revision after which everything is followed */
  start(since: number): Promise<void>;
  settled(): Promise<void>;
}

export function startControllers(
  server: Server,
  rootCertificate: string | undefined,
  onFailure: (error: unknown) => void,
): Running {
  const controllers = new Controllers(server, onFailure);
  const isServed = (resource: string): string[] =>
    server.registry.stored().some(({ stored }) => stored.resource === resource) ? [resource] : [];
  const all = (): string[] => server.registry.stored().map(({ stored }) => stored.resource);
  const custom = (): string[] =>
    server.registry
      .stored()
      .filter((kind) => kind.custom !== undefined)
      .map(({ stored }) => stored.resource);
  const followed: Controller[] = [
    {
      resources: () => isServed(DEFINITIONS),
      async handle(change: StoredChange) {
        await handleDefinition(server, change);
        // Objects of a kind that has just come are followed, too.
        await controllers.follow(followed, change.revision);
      },
    },
    {
      resources: () => isServed('namespaces'),
      handle: (change) => handleNamespace(server, change, rootCertificate),
    },
    { resources: all, handle: (change) => handleContent(server, change) },
    { resources: all, handle: (change, resource) => handleGarbage(server, change, resource) },
    { resources: custom, handle: (change, resource) => handleInstance(server, change, resource) },
    { resources: () => isServed('resourcequotas'), handle: (change) => handleQuota(server, change) },
    { resources: all, handle: (change) => handleCounted(server, change) },
  ];
  return {
    start: (since) => controllers.follow(followed, since),
    settled: () => controllers.settled(),
  };
}
