// Every attribute of hikube_kubernetes_addon.
import { describeLife } from './life-of-attributes.ts';
import { addons } from './subjects.ts';

describeLife('hikube_kubernetes_addon', addons);
