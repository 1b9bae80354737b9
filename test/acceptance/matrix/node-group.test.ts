// Every attribute of hikube_kubernetes_node_group.
import { describeLife } from './life-of-attributes.ts';
import { nodeGroups } from './subjects.ts';

describeLife('hikube_kubernetes_node_group', nodeGroups);
