// Every attribute of hikube_kubernetes_cluster.
import { describeLife } from './life-of-attributes.ts';
import { clusters } from './subjects.ts';

describeLife('hikube_kubernetes_cluster', clusters);
