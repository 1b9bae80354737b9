// Every command, by its words.
import { authCommands } from './auth.ts';
import { clusterCommands } from './cluster.ts';
import type { Group } from './command.ts';
import { contextCommands } from './context.ts';
import { operationCommands } from './operation.ts';

export const TREE: Group = {
  brief: 'Managed Kubernetes of Hikube at a terminal',
  commands: {
    auth: authCommands,
    context: contextCommands,
    cluster: clusterCommands,
    operation: operationCommands,
  },
};
