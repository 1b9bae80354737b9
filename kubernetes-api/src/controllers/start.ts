// Which controllers follow which changes.
import type { Server } from '../server.ts';
import { type Controller, Controllers } from './controller.ts';
import { DEFINITIONS, handleDefinition, handleInstance } from './definitions.ts';
import { handleGarbage } from './garbage.ts';
import { handleContent, handleNamespace } from './namespaces.ts';
import { Owners } from './owners.ts';
import { handleCounted, handleQuota } from './quotas.ts';
import { CLUSTER_ROLES, handleClusterRole } from './roles.ts';

/** Everything that a server does by itself. */
export function createControllers(
  server: Server,
  rootCertificate: string | undefined,
  onFailure: (error: unknown) => void,
): Controllers {
  const owners = new Owners();
  const only = (wanted: string) => (resource: string) => resource === wanted;
  const all = (): boolean => true;
  const isCustom = (resource: string): boolean =>
    server.registry.stored().some((kind) => kind.custom !== undefined && kind.stored.resource === resource);
  const list: Controller[] = [
    {
      wants: only(DEFINITIONS),
      async handle(change) {
        await handleDefinition(server, change);
        // Objects of a kind that has just come are followed, too.
        await controllers.follow();
      },
    },
    { wants: only('namespaces'), handle: (change) => handleNamespace(server, change, rootCertificate) },
    { wants: all, handle: (change) => handleContent(server, change) },
    { wants: all, handle: (change, resource) => handleGarbage(server, owners, change, resource) },
    { wants: isCustom, handle: (change, resource) => handleInstance(server, change, resource) },
    { wants: only('resourcequotas'), handle: (change) => handleQuota(server, change) },
    { wants: all, handle: (change) => handleCounted(server, change) },
    { wants: only(CLUSTER_ROLES), handle: (change) => handleClusterRole(server, change) },
  ];
  const controllers = new Controllers(server, list, onFailure);
  return controllers;
}
