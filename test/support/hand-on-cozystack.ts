// The hand behind the API where clusters are those of a tenant on the double of a Cozystack: by the platform's own means.
import { addonFacts } from '@hikube/domain';
import type { TokenOrder } from '@hikube/service';
import type { Cozystack, Release } from '../doubles/cozystack/index.ts';
import { type App, appOf, PATH } from '../doubles/cozystack/testing.ts';
import { type Hand, NOBODY_THERE } from './hand.ts';

export interface HandOptions {
  readonly double: Cozystack;
  readonly credential: string;
  /** Only a service has tokens. */
  readonly issue?: (order: TokenOrder) => Promise<string>;
}

/** What a group of that release is sized by. */
const SIZES: Readonly<Record<Release, object>> = {
  '1.1.2': { ephemeralStorage: '20Gi', resources: {} },
  '3c780ac': { diskSize: '20Gi' },
  '1.6.2': { diskSize: '20Gi' },
};

interface Spec {
  readonly addons?: Readonly<
    Record<string, { readonly valuesOverride?: Readonly<Record<string, unknown>> } | undefined>
  >;
}

export function handOnCozystack({ double, credential, issue }: HandOptions): Hand {
  const { namespace, ask } = double.tenant('acme');
  let standsStill = false;
  return {
    get standsStill() {
      return standsStill;
    },
    set standsStill(value) {
      standsStill = value;
      double.standStill(value);
    },
    before: undefined,
    credential,
    kubeconfigToken: /eyJ[\w-]+\.[\w-]+\.[\w-]+/,
    async valuesOf(cluster, addon) {
      const { body } = await ask<App>('GET', `${PATH}/${cluster}`);
      const key = addonFacts(addon)?.manifest?.key ?? addon;
      return (body.spec as Spec).addons?.[key]?.valuesOverride;
    },
    namespace,
    comesAlong: double.profile === '1.1.2' ? ['md0'] : [],
    async make(name, groups = {}) {
      const nodeGroups = Object.fromEntries(
        Object.entries(groups).map(([key, group]) => [key, { ...group, ...SIZES[double.profile] }]),
      );
      const { status } = await ask(
        'POST',
        PATH,
        appOf(double.profile, name, { version: 'v1.35', nodeGroups }),
      );
      if (status !== 201) throw new Error(`The platform answered ${status}.`);
    },
    async createVolume(cluster, { name, storageClass, size }) {
      const life = double.clusters().get(`${namespace}/${cluster}`);
      await life!.cluster!.createVolume(name, storageClass, size);
    },
    async fill(cluster, group, nodes) {
      await double.clusters().get(`${namespace}/${cluster}`)!.scale(group, nodes);
    },
    refuse: (cluster, message) => double.plants.refuse(cluster, message),
    keepOut: (cluster, group) => double.plants.stick(cluster, group),
    heal: (cluster) => double.plants.heal(cluster),
    away() {
      if (issue !== undefined) return NOBODY_THERE;
      double.faults.away();
      return '';
    },
    async issue(order) {
      if (issue === undefined) throw new Error('Nobody issues tokens in direct mode.');
      return issue(order);
    },
  };
}
