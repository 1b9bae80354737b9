// Every attribute of hikube_kubernetes_addon.
import { describe } from 'vitest';
import { isForFullRun } from '../../support/left-out.ts';
import { describeLife } from './life-of-attributes.ts';
import { addons } from './subjects.ts';

// A cluster has every one of them, too, in a map, and the short run has clusters.
const leftOut = isForFullRun('The life of the attributes of an add-on of its own');

describe.skipIf(leftOut)('of its own', () => {
  describeLife('hikube_kubernetes_addon', addons);
});
