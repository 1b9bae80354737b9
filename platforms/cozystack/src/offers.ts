// What can be ordered for a tenant: what the release of his platform can do. A release is exchanged while the service runs,
// so that it is asked again from time to time. Whoever has begun with an offer ends with it.
import { equalJson } from '@hikube/domain';
import type { Clock, LiveCatalogue, OfferChange } from '@hikube/service/platform';
import { capabilitiesOf, catalogueOf, type Shape } from './chart/index.ts';
import type { Fetch } from './kubernetes/client.ts';
import { fetchShape } from './shape.ts';

/** A platform, as a tenant sees it. */
export interface ReachedTenant {
  /** Sends requests to the platform with his credential. */
  readonly fetch: Fetch;
  /** What the release of the platform can do, as `fetchShape` finds it. */
  readonly shape: Shape;
}

/** What can be ordered for a tenant. */
export interface Offer {
  readonly shape: Shape;
  readonly catalogue: LiveCatalogue;
}

export interface Offers {
  /** What was found last. @throws PlatformError, KubeconfigError while the platform cannot be reached */
  current(): Promise<Offer & Pick<ReachedTenant, 'fetch'>>;
  /**
   * Asks the platform again, unless that was done not long ago. What cannot be asked is what it was, until it answers.
   * @param wasAway its API was not there for a while, as it is when a release is exchanged
   */
  check(wasAway: boolean): Promise<void>;
}

// Two calls in an hour, and some more where the API comes and goes.
const EVERY_MS = 1_800_000;
const AFTER_ABSENCE_MS = 300_000;
// Whoever calls comes once in a minute, so that a question without an answer is asked again within five.
const AFTER_FAILURE_MS = 240_000;

interface OffersTools {
  readonly reach: () => Promise<ReachedTenant>;
  readonly clock: Clock;
  /** Told when another release can do other things. */
  readonly changed: (change: Omit<OfferChange, 'tenant'>) => void;
}

export function createOffers({ reach, clock, changed }: OffersTools): Offers {
  let reaching: Promise<Offer & Pick<ReachedTenant, 'fetch'>> | undefined;
  let checkedAt = 0;
  let hasFailed = false;

  function current(): Promise<Offer & Pick<ReachedTenant, 'fetch'>> {
    reaching ??= reach().then(
      ({ fetch, shape }) => {
        checkedAt = clock.now();
        return { fetch, shape, catalogue: catalogueOf(shape) };
      },
      (error: unknown) => {
        reaching = undefined;
        throw error;
      },
    );
    return reaching;
  }

  return {
    current,
    async check(wasAway) {
      const known = await reaching?.catch(() => undefined);
      const after = wasAway ? AFTER_ABSENCE_MS : EVERY_MS;
      if (known === undefined || clock.now() < checkedAt + (hasFailed ? AFTER_FAILURE_MS : after)) return;
      checkedAt = clock.now();
      const shape = await fetchShape(known.fetch, clock).catch(() => undefined);
      hasFailed = shape === undefined;
      if (shape === undefined || equalJson(shape.schema, known.shape.schema)) return;
      const catalogue = catalogueOf(shape);
      reaching = Promise.resolve({ fetch: known.fetch, shape, catalogue });
      changed(differenceOf(known, { shape, catalogue }));
    },
  };
}

function differenceOf(before: Offer, after: Offer): Omit<OfferChange, 'tenant'> {
  const [had, has] = [capabilitiesOf(before.shape), capabilitiesOf(after.shape)];
  return {
    gained: [...has].filter((name) => !had.has(name)).sort(),
    lost: [...had].filter((name) => !has.has(name)).sort(),
    versions: after.catalogue.kubernetesVersions.map(({ minor }) => minor),
  };
}
