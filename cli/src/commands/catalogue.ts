// hikube catalogue …: what can be ordered.
import type { Group } from './command.ts';
import { lists } from './reading.ts';

export const catalogueCommands: Group = {
  brief: 'What can be ordered',
  commands: {
    versions: lists(
      {
        kind: 'kubernetesVersion',
        brief: 'Kubernetes versions, oldest first',
        examples: ['hikube catalogue versions'],
      },
      ({ catalogue }) => catalogue.kubernetesVersions(),
    ),
    'instance-types': lists(
      {
        kind: 'instanceType',
        brief: 'Flavours of nodes',
        examples: ['hikube catalogue instance-types -o name'],
      },
      ({ catalogue }) => catalogue.instanceTypes(),
    ),
    'gpu-types': lists(
      { kind: 'gpuType', brief: 'GPUs that nodes can have', examples: ['hikube catalogue gpu-types'] },
      ({ catalogue }) => catalogue.gpuTypes(),
    ),
    'storage-classes': lists(
      {
        kind: 'storageClass',
        brief: 'Classes of persistent volumes',
        examples: ['hikube catalogue storage-classes'],
      },
      ({ catalogue }) => catalogue.storageClasses(),
    ),
    sites: lists(
      { kind: 'site', brief: 'Datacentres, and whether each is up', examples: ['hikube catalogue sites'] },
      ({ catalogue }) => catalogue.sites(),
    ),
    addons: lists(
      { kind: 'addonType', brief: 'Add-ons that exist', examples: ['hikube catalogue addons'] },
      ({ catalogue }) => catalogue.addons(),
    ),
    capabilities: lists(
      { kind: 'capability', brief: 'What this platform can do', examples: ['hikube catalogue capabilities'] },
      ({ catalogue }) => catalogue.capabilities(),
    ),
  },
};
