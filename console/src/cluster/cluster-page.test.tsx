// What stands below the title of a cluster.
import example from '@hikube/openapi/examples/listClusters.json' with { type: 'json' };
import type { Cluster } from '@hikube/sdk';
import { expect, test } from 'vitest';
import { itemsOf, rendered } from '../rendered.support.tsx';
import { Sub } from './cluster-page.tsx';
import type { ClusterPicture } from './picture.ts';

const [CLUSTER] = itemsOf<Cluster>(example) as [Cluster];

test.each([
  ['', 0],
  [CLUSTER.name, 0],
  ['The shop', 1],
])(
  'with %j as its display name, the name stands below the title only where it is not the title',
  (displayName, times) => {
    const picture = { cluster: { ...CLUSTER, displayName } } as ClusterPicture;
    const html = rendered(<Sub picture={picture} freshness={null} />);
    expect(html.split(`>${CLUSTER.name}<`)).toHaveLength(1 + times);
  },
);
