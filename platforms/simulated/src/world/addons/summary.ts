// What an add-on that runs does for the cluster, in one sentence made from its options.
import type { DesiredAddon } from '@hikube/service/platform';

type Options = Readonly<Record<string, unknown>>;

/** The sentence; empty when the options say nothing worth telling. */
export function summaryOf(wish: DesiredAddon | undefined): string {
  for (const [name, describe] of Object.entries(SUMMARIES)) {
    const options = wish?.options?.[name];
    if (typeof options === 'object' && options !== null) return describe(options as Options);
  }
  return '';
}

const SUMMARIES: Readonly<Record<string, (options: Options) => string>> = {
  ingress: ({ exposure, hosts }) => {
    const through = exposure === 'load-balancer' ? 'an address of its own' : 'the platform ingress';
    const names = listOf(hosts);
    return names.length === 0
      ? `Reached through ${through}; no host is routed to it yet.`
      : `Reached through ${through} as ${names.join(', ')}.`;
  },
  flux: ({ gitRepository }) => {
    const { url, branch = 'main', path = './' } = (gitRepository ?? {}) as Options;
    return `Follows ${url} (branch ${branch}, folder ${path}).`;
  },
  certManager: ({ issuers }) => {
    const names = Object.keys((issuers ?? {}) as Options).sort();
    return names.length === 0 ? 'No issuer is set up.' : `Issuers: ${names.join(', ')}.`;
  },
  monitoring: (options) => {
    const parts = ['nodeExporter', 'fluentBit', 'kubeStateMetrics'].filter((part) => options[part] !== false);
    return parts.length === 0 ? 'Every part is switched off.' : `Runs ${parts.join(', ')}.`;
  },
  nfs: ({ size }) => `Shares a volume of ${size ?? '50Gi'}.`,
};

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
