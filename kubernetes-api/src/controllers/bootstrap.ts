// What a cluster has from its first moment: its namespaces, its roles, and the kinds that its definitions brought before.
import { timeOf } from '../clock.ts';
import { kindsOf } from '../crd/build.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import type { Server } from '../server.ts';
import { COMPACTED } from '../storage/storage.ts';
import { DEFINITIONS } from './definitions.ts';
import { initialRoles, namespaceObject } from './initial.ts';

const NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

/** Makes what is not there yet. */
export async function bootstrap(server: Server): Promise<void> {
  const { registry } = server;
  for (const { resource, object } of initialRoles()) {
    const [plural = '', ...group] = resource.split('.');
    if (registry.find(group.join('.'), 'v1', plural) !== undefined) await make(server, resource, object);
  }
  if (registry.find('', 'v1', 'namespaces') !== undefined)
    for (const name of NAMESPACES) await make(server, 'namespaces', namespaceObject(name));
  const definitions = await server.storage.list({ resource: DEFINITIONS });
  if (definitions !== COMPACTED)
    for (const object of definitions.items) registry.setCustom(object.metadata.name ?? '', kindsOf(object));
}

async function make(server: Server, resource: string, object: KubernetesObject): Promise<void> {
  const { name = '', namespace = '' } = object.metadata;
  const key = { resource, namespace, name };
  if ((await server.storage.get(key)) !== undefined) return;
  const metadata = {
    ...object.metadata,
    uid: server.random.uuid(),
    creationTimestamp: timeOf(server.clock.now()),
  };
  await server.storage.write({ key, expected: 0, object: { ...object, metadata } });
}
