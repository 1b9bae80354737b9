// Lists of the catalogue.
import { listDataSource } from './list.ts';
import { count, flag, text, texts } from './rows.ts';

const whole = (signal: AbortSignal) => ({ limit: 200, signal });

export const versions = listDataSource({
  description: 'Kubernetes versions that can be ordered, oldest first.',
  attribute: 'versions',
  rows: [
    text('minor', 'Minor version, such as `1.34`.'),
    text('patch', 'Patch that the platform runs.'),
    flag('default', 'Used when a cluster names none.'),
    text('state', 'supported, deprecated or endOfLife.'),
    text(
      'endOfLife',
      'Day from which the Kubernetes project mends no fault of it any more; null when it is not known.',
    ),
    texts('upgradesTo', 'Minor versions that may follow.'),
  ],
  list: (hikube, _config, signal) => hikube.catalogue.kubernetesVersions(whole(signal)).toArray(),
});

export const instanceTypes = listDataSource({
  description: 'Flavours of worker nodes.',
  attribute: 'instance_types',
  rows: [
    text('name', 'Name such as `s1.large`.'),
    text('family', 'Series: s1 standard, u1 universal, m1 memory.'),
    count('vcpus', 'Virtual CPUs.'),
    text('memory', 'Memory as a quantity.'),
  ],
  list: (hikube, _config, signal) => hikube.catalogue.instanceTypes(whole(signal)).toArray(),
});

export const gpuTypes = listDataSource({
  description: 'GPUs that nodes can have.',
  attribute: 'gpu_types',
  rows: [
    text('name', 'Device name for `gpus`.'),
    text('displayName', 'Name for people.'),
    text('memory', 'Memory of the card as a quantity.'),
  ],
  list: (hikube, _config, signal) => hikube.catalogue.gpuTypes(whole(signal)).toArray(),
});

export const sites = listDataSource({
  description: 'Datacentres, and whether each is up.',
  attribute: 'sites',
  rows: [
    text('name', 'Name of the site.'),
    text('displayName', 'Name for people.'),
    flag('available', 'It is up.'),
  ],
  list: (hikube, _config, signal) => hikube.catalogue.sites(whole(signal)).toArray(),
});

export const addons = listDataSource({
  description: 'Add-ons of the catalogue.',
  attribute: 'addons',
  rows: [
    text('name', 'Name, the `name` of `hikube_kubernetes_addon`.'),
    text('displayName', 'Name for people.'),
    text('description', 'What it does.'),
    flag('available', 'This platform offers it.'),
    flag('alwaysOn', 'It cannot be deleted, only configured.'),
    texts('versions', 'Versions that can be chosen, newest first.'),
    flag('valuesOverride', 'It takes Helm values.'),
  ],
  list: (hikube, _config, signal) => hikube.catalogue.addons(whole(signal)).toArray(),
});
