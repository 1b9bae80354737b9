// Which platform makes clusters real, and where that one is. Nothing is taken because it happens to be current on a machine.

/** What makes clusters real. */
export type PlatformKind = 'simulated' | 'cozystack';

/** Where a Cozystack is, and which tenants of it the service works for: one, or those that a file names. */
export type CozystackSettings = TenantPlace | TenantsFile;

/** A tenant of a Cozystack, and the credential with which he is reached. */
export interface TenantPlace {
  /** Path of a kubeconfig; `in-cluster` for the service account of the pod. */
  readonly kubeconfig: string;
  /** Of the kubeconfig; absent in a cluster, and only there. */
  readonly context?: string;
  /** Of the tenant, such as `tenant-acme`. */
  readonly namespace: string;
}

export interface TenantsFile {
  /** Path of a file that names several tenants. */
  readonly tenantsFile: string;
}

/** Whether a file names the tenants. */
export function hasTenantsFile(cozystack: CozystackSettings | undefined): cozystack is TenantsFile {
  return cozystack !== undefined && 'tenantsFile' in cozystack;
}

export const IN_CLUSTER = 'in-cluster';

export const COZYSTACK_SETTINGS = {
  kubeconfig: {
    flag: '--kubeconfig',
    variable: 'HIKUBE_KUBECONFIG',
    help: 'of a Cozystack tenant: path of a file, or in-cluster',
  },
  context: {
    flag: '--context',
    variable: 'HIKUBE_CONTEXT',
    help: 'context of that kubeconfig; never the current one by itself',
  },
  namespace: {
    flag: '--namespace',
    variable: 'HIKUBE_NAMESPACE',
    help: 'namespace of the tenant, such as tenant-acme; its clusters are those of the tenant demo',
  },
  tenantsFile: {
    flag: '--tenants-file',
    variable: 'HIKUBE_TENANTS_FILE',
    help: 'in place of those three: a file that names several tenants, each with its kubeconfig',
  },
} as const;

/** Settings that mean the simulated platform, with the variables that people know them by. */
const SIMULATED_ONLY = {
  simulationSpeed: 'HIKUBE_SIMULATION_SPEED',
  kubernetesPort: 'HIKUBE_KUBERNETES_PORT',
  kubernetesUrl: 'HIKUBE_KUBERNETES_URL',
} as const;

type Value = (name: keyof typeof COZYSTACK_SETTINGS | keyof typeof SIMULATED_ONLY) => string | undefined;

const OF_ONE_TENANT = ['kubeconfig', 'context', 'namespace'] as const;

/** What was given of a platform; the mistakes grow by what is wrong, and without what it needs nothing is said of a Cozystack. */
export function readPlatform(
  text: string | undefined,
  value: Value,
  mistakes: string[],
): { readonly platform: PlatformKind; readonly cozystack: CozystackSettings | undefined } {
  if (text === 'cozystack') {
    refuseSimulated(value, mistakes);
    const tenantsFile = value('tenantsFile');
    const cozystack =
      tenantsFile === undefined ? readTenant(value, mistakes) : inFile(tenantsFile, value, mistakes);
    return { platform: 'cozystack', cozystack };
  }
  if (text !== undefined && text !== 'simulated')
    mistakes.push(`HIKUBE_PLATFORM must be simulated or cozystack, not "${text}".`);
  for (const name of [...OF_ONE_TENANT, 'tenantsFile'] as const)
    if (value(name) !== undefined)
      mistakes.push(
        `${COZYSTACK_SETTINGS[name].variable} means a Cozystack: set HIKUBE_PLATFORM=cozystack, or remove it.`,
      );
  return { platform: 'simulated', cozystack: undefined };
}

function readTenant(value: Value, mistakes: string[]): TenantPlace | undefined {
  const [kubeconfig, context, namespace] = OF_ONE_TENANT.map(value);
  if (kubeconfig === undefined)
    mistakes.push(
      'HIKUBE_PLATFORM=cozystack needs HIKUBE_KUBECONFIG, the path of a kubeconfig of the tenant, or in-cluster.',
    );
  else if (kubeconfig !== IN_CLUSTER && context === undefined)
    mistakes.push(
      'HIKUBE_PLATFORM=cozystack needs HIKUBE_CONTEXT: the current context of a kubeconfig is never taken by itself.',
    );
  if (kubeconfig === IN_CLUSTER && context !== undefined)
    mistakes.push('HIKUBE_CONTEXT is of a kubeconfig in a file: remove it, or name the file.');
  if (namespace === undefined)
    mistakes.push('HIKUBE_PLATFORM=cozystack needs HIKUBE_NAMESPACE, such as tenant-acme.');
  if (kubeconfig === undefined || namespace === undefined) return undefined;
  return { kubeconfig, ...(context !== undefined && { context }), namespace };
}

function inFile(tenantsFile: string, value: Value, mistakes: string[]): TenantsFile {
  for (const name of OF_ONE_TENANT)
    if (value(name) !== undefined)
      mistakes.push(
        `${COZYSTACK_SETTINGS[name].variable} is of a single tenant, and HIKUBE_TENANTS_FILE names several: remove one of them.`,
      );
  return { tenantsFile };
}

function refuseSimulated(value: Value, mistakes: string[]): void {
  for (const name of ['simulationSpeed', 'kubernetesPort', 'kubernetesUrl'] as const)
    if (value(name) !== undefined)
      mistakes.push(
        `${SIMULATED_ONLY[name]} means simulated clusters, and HIKUBE_PLATFORM is cozystack: remove it.`,
      );
}
