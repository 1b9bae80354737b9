// What an add-on that runs does for the cluster, in one sentence made from its options.
import type { DesiredAddon } from '@hikube/service/platform';

type AddonOptions = NonNullable<DesiredAddon['options']>;

/** A sentence for each kind of options that the contract has. */
type Summaries = {
  readonly [Name in keyof AddonOptions]-?: (options: Required<AddonOptions>[Name]) => string;
};

/** The sentence; empty when the options say nothing worth telling. */
export function summaryOf(wish: DesiredAddon | undefined): string {
  const { options = {} } = wish ?? {};
  const [name] = Object.keys(options) as (keyof AddonOptions)[];
  // A platform may be older than what it is asked for.
  if (name === undefined || !Object.hasOwn(SUMMARIES, name)) return '';
  return (SUMMARIES[name] as (own: unknown) => string)(options[name]);
}

const SUMMARIES: Summaries = {
  ingress: ({ exposure, hosts = [] }) => {
    const through = exposure === 'load-balancer' ? 'an address of its own' : 'the platform ingress';
    return hosts.length === 0
      ? `Reached through ${through}; no host is routed to it yet.`
      : `Reached through ${through} as ${hosts.join(', ')}.`;
  },
  flux: ({ gitRepository: { url, branch = 'main', path = './' } }) =>
    `Follows ${url} (branch ${branch}, folder ${path}).`,
  certManager: ({ issuers = {} }) => {
    const names = Object.keys(issuers).sort();
    return names.length === 0 ? 'No issuer is set up.' : `Issuers: ${names.join(', ')}.`;
  },
  monitoring: (options) => {
    const parts = (['nodeExporter', 'fluentBit', 'kubeStateMetrics'] as const).filter(
      (part) => options[part] !== false,
    );
    return parts.length === 0 ? 'Every part is switched off.' : `Runs ${parts.join(', ')}.`;
  },
  nfs: ({ size }) => `Shares a volume of ${size ?? '50Gi'}.`,
};
