// Every command, by its words.
import { quota, volumeCommands } from './account.ts';
import { addonCommands } from './addon.ts';
import { api } from './api.ts';
import { authCommands } from './auth.ts';
import { catalogueCommands } from './catalogue.ts';
import { clusterCommands } from './cluster.ts';
import type { Group } from './command.ts';
import { completion } from './completion.ts';
import { contextCommands } from './context.ts';
import { doctor } from './doctor.ts';
import { emulator } from './emulator.ts';
import { events } from './events.ts';
import { explain } from './explain.ts';
import { kubeconfigCommands } from './kubeconfig.ts';
import { apply, diff, exportManifest } from './manifest.ts';
import { nodeCommands } from './node.ts';
import { nodeGroupCommands } from './node-group.ts';
import { operationCommands } from './operation.ts';
import { terraformCommands } from './terraform.ts';
import { tokenCommands } from './token.ts';
import { upgradeCommands } from './upgrade.ts';

export const TREE: Group = {
  brief: 'Managed Kubernetes of Hikube at a terminal',
  commands: {
    auth: authCommands,
    context: contextCommands,
    cluster: clusterCommands,
    'node-group': nodeGroupCommands,
    node: nodeCommands,
    addon: addonCommands,
    upgrade: upgradeCommands,
    kubeconfig: kubeconfigCommands,
    volume: volumeCommands,
    apply,
    diff,
    export: exportManifest,
    events,
    operation: operationCommands,
    catalogue: catalogueCommands,
    quota,
    token: tokenCommands,
    api,
    explain,
    doctor,
    emulator,
    terraform: terraformCommands,
    completion,
  },
};
