// hikube_kubernetes_kubeconfig: access to a cluster for as long as Terraform runs. It is issued when it is needed, lives
// on while it is used, and is revoked when Terraform is done: nothing of it is ever stored.
import type { IssuedKubeconfig } from '@hikube/sdk';
import {
  attribute,
  DiagnosticsError,
  defineSchema,
  type ObjectValue,
  objectFrom,
  parseDuration,
} from 'terraform-plugin';
import { diagnosticsOf, saysGone } from '../api/problems.ts';
import { KUBECONFIG_ROLES } from '../bridge/kubeconfig-roles.ts';
import { textValidators } from '../bridge/validators.ts';
import { define } from '../resources/common.ts';
import {
  canRenew,
  grantedMs,
  LASTING_TTL,
  orderedMs,
  RENEWED_TTL,
  renewalOf,
  warningsOf,
} from './lifetime.ts';

const { string } = attribute;

const schema = defineSchema({
  description:
    'Access to the Kubernetes API of a cluster for as long as Terraform runs: short-lived, renewed while it is used where the platform can, revoked at the end, never stored.',
  attributes: {
    cluster_id: string({
      required: true,
      description:
        'Id of the cluster. It is known only after the cluster was created, so nothing is opened before.',
    }),
    role: string({
      required: true,
      description:
        '`view` reads everything but secrets, `edit` may also change what runs, `admin` may do everything.',
      validators: textValidators({ enum: KUBECONFIG_ROLES }),
    }),
    ttl: string({
      optional: true,
      description: `How long it lives without Terraform, from \`5m\` to \`24h\`. Where the platform has the capability \`kubeconfig.renew\` it is renewed in time, and the default is \`${RENEWED_TTL}\`. On a Cozystack, whose tokens cannot be renewed, it has to be longer than Terraform runs: the default is \`${LASTING_TTL}\` there, and a warning says when less is asked for or granted.`,
      validators: [checkTtl],
    }),
    id: string({
      computed: true,
      description: 'Id of the kubeconfig, to find it in the list of those that were issued.',
    }),
    host: string({ computed: true, description: 'URL of the API server.' }),
    cluster_ca_certificate: string({
      computed: true,
      description: 'Certificate of the authority of the cluster, as PEM.',
    }),
    token: string({ computed: true, sensitive: true, description: 'Bearer token.' }),
    kubeconfig: string({
      computed: true,
      sensitive: true,
      description: 'The whole file for kubectl, as YAML.',
    }),
  },
});

function checkTtl(text: string): string | undefined {
  const ms = parseDuration(text);
  if (ms === undefined) return `"${text}" is not a duration; write it like 15m or 1h30m`;
  return ms < 300_000 || ms > 86_400_000 ? 'it must be from 5m to 24h' : undefined;
}

export const kubeconfig = define.ephemeralResource({
  schema,
  open: async ({ config, data, signal }) => {
    const cluster = config.cluster_id;
    const hikube = await data.client();
    try {
      const [{ endpoint, certificateAuthority }, isRenewable] = await Promise.all([
        hikube.clusters.get(cluster, { signal }),
        canRenew(hikube, signal),
      ]);
      const ttlMs = orderedMs(config.ttl, isRenewable);
      const body = { role: config.role as IssuedKubeconfig['role'], ttlSeconds: Math.round(ttlMs / 1000) };
      const issued = await hikube.kubeconfigs.create(cluster, body, { signal });
      data.addSecret(issued.token);
      data.addSecret(issued.kubeconfig);
      return {
        result: objectFrom([
          ...Object.entries(config as ObjectValue),
          ['id', issued.id],
          ['host', endpoint],
          ['cluster_ca_certificate', certificateAuthority],
          ['token', issued.token],
          ['kubeconfig', issued.kubeconfig],
        ]) as never,
        ...(isRenewable && { renewAt: renewalOf(data.now(), grantedMs(issued)) }),
        private: { cluster, id: issued.id },
        diagnostics: warningsOf(issued, { ms: ttlMs, isRenewable }),
      };
    } catch (refusal) {
      const path = ['cluster_id'];
      const found = diagnosticsOf(refusal, `open a kubeconfig of cluster ${cluster}`);
      throw new DiagnosticsError(...found.map((diagnostic) => ({ ...diagnostic, path })));
    }
  },
  renew: async ({ data, signal, private: held }) => {
    const hikube = await data.client();
    try {
      const [cluster, id] = [String(held['cluster']), String(held['id'])];
      const { ttlSeconds } = await hikube.kubeconfigs.renew(cluster, id, { signal });
      return { renewAt: renewalOf(data.now(), ttlSeconds * 1000) };
    } catch (refusal) {
      throw new DiagnosticsError(...diagnosticsOf(refusal, `renew the kubeconfig ${String(held['id'])}`));
    }
  },
  close: async ({ data, private: held }) => {
    const hikube = await data.client();
    try {
      await hikube.kubeconfigs.revoke(String(held['cluster']), String(held['id']));
      return undefined;
    } catch (refusal) {
      // With its cluster, a kubeconfig is gone as well.
      if (saysGone(refusal)) return undefined;
      const [found] = diagnosticsOf(refusal, `revoke the kubeconfig ${String(held['id'])}`);
      return { diagnostics: found ? [{ ...found, severity: 'warning' }] : [] };
    }
  },
});
