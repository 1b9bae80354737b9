// Props in the form of the API, for which the rules of the domain are written.
import type { AddonProps, ClusterProps, NodeGroupProps } from '../props.ts';

type ApiObject = Readonly<Record<string, unknown>>;

/** The fields of the cluster itself. */
export function clusterForm(props: ClusterProps): ApiObject {
  const { name, version, initialVersion, topology, controlPlane, storageClass, host, network } = props;
  const { site, displayName, labels, deletionProtection, deletion, maintenance } = props;
  return {
    ...{ name, displayName, labels, version: version ?? initialVersion, topology, site, controlPlane },
    ...{ storageClass, host, network, deletionProtection, deletion, maintenance },
  };
}

/** A node group. */
export function nodeGroupForm({ gpus, timeouts, applyIn, ...group }: NodeGroupProps): ApiObject {
  return { ...group, gpus: Array.isArray(gpus) ? gpus.map((name) => ({ name })) : gpus };
}

/** An add-on. Helm values that are a JSON text are read; one that is no JSON stays a text, which the rules refuse. */
export function addonForm({ version, options, valuesOverride }: AddonProps): ApiObject {
  return {
    version,
    options,
    valuesOverride: typeof valuesOverride === 'string' ? read(valuesOverride) : valuesOverride,
  };
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
