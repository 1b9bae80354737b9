// What is known of the platform beside what it serves: sizes of instance types, patches of versions, texts.
import type { Catalogue } from '@hikube/domain';
import cozystack from '@hikube/openapi/catalogue/cozystack-1.6.2.json' with { type: 'json' };
import hikube from '@hikube/openapi/catalogue/hikube-1.1.2.json' with { type: 'json' };
import type { Shape } from '../shape/shape.ts';

const OLDER = hikube as Catalogue;
const NEWER = cozystack as Catalogue;

/** The catalogue of the release that is nearest to the shape. */
export function nearestCatalogue({ needsResources }: Shape): Catalogue {
  return needsResources ? OLDER : NEWER;
}

/** Entries of both releases, each name once. */
export function fromBoth<Entry extends { readonly name: string }>(
  entriesOf: (catalogue: Catalogue) => readonly Entry[],
): readonly Entry[] {
  const all = [...entriesOf(OLDER), ...entriesOf(NEWER)];
  return [...new Map(all.reverse().map((entry) => [entry.name, entry])).values()].reverse();
}
