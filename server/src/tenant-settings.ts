// Tenants of a Cozystack that a file names, each with his own credential. No secret stands in it, only where secrets are; it
// is checked as a whole, with one sentence for each mistake.
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { isObject } from '@hikube/domain';
import { BOOTSTRAP_TENANT, type FirstToken, isTokenText, isWeakToken } from '@hikube/service';
import { parse } from 'yaml';
import { isLoopback, type Settings, STRONG_TOKEN } from './settings.ts';
import { type CozystackSettings, hasTenantsFile, IN_CLUSTER, type TenantPlace } from './settings-platform.ts';

/** How the service reaches one of its tenants on the platform. */
export interface TenantSettings extends TenantPlace {
  /** Path of a file that holds the first token of the tenant; without one, the first start makes it. */
  readonly tokenFile?: string;
}

/** By their names in the service. */
export type Tenants = ReadonlyMap<string, TenantSettings>;

const NAME = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const FIELDS = ['kubeconfig', 'context', 'namespace', 'tokenFile'] as const;
type Field = (typeof FIELDS)[number];

/**
 * The tenants that the settings name: those of the file, or `demo` alone.
 * @throws Error with a sentence for the operator for each mistake in the file
 */
export async function readTenants(cozystack: CozystackSettings): Promise<Tenants> {
  if (!hasTenantsFile(cozystack)) return new Map([[BOOTSTRAP_TENANT, cozystack]]);
  const { tenantsFile } = cozystack;
  const mistakes: string[] = [];
  const tenants = tenantsIn(
    parsed(tenantsFile, await contentOf(tenantsFile)),
    dirname(tenantsFile),
    mistakes,
  );
  if (mistakes.length > 0) throw new Error(mistakes.map((each) => `${tenantsFile}: ${each}`).join('\n'));
  return tenants;
}

async function contentOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    throw new Error(
      `HIKUBE_TENANTS_FILE names ${path}, which cannot be read: check the path and who may read it.`,
    );
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return parse(text);
  } catch {
    throw new Error(`${path} is not YAML: see "Several tenants" in docs/guides/run-on-cozystack.md.`);
  }
}

function tenantsIn(file: unknown, folder: string, mistakes: string[]): Tenants {
  const given = isObject(file) ? file['tenants'] : undefined;
  if (!isObject(given) || Object.keys(given).length === 0) {
    mistakes.push('tenants must be a map with a tenant at least, such as tenants: {acme: {…}}.');
    return new Map();
  }
  for (const key of Object.keys(file as object))
    if (key !== 'tenants') mistakes.push(`${key} is no setting: there is only tenants.`);
  const read = Object.entries(given).map(
    ([name, tenant]) => [name, tenantIn(name, tenant, folder, mistakes)] as const,
  );
  refuseShared(read, mistakes);
  return new Map(read);
}

function tenantIn(name: string, given: unknown, folder: string, mistakes: string[]): TenantSettings {
  const at = `tenants.${name}`;
  if (!NAME.test(name))
    mistakes.push(`${at} must be a name of lower-case letters, digits and -, of 63 signs at most.`);
  const tenant = isObject(given) ? given : {};
  if (!isObject(given)) mistakes.push(`${at} must be a map with kubeconfig, context and namespace.`);
  for (const key of Object.keys(tenant))
    if (!FIELDS.some((field) => field === key))
      mistakes.push(`${at}.${key} is no setting: there are ${FIELDS.join(', ')}.`);
  const text = (field: Field): string | undefined => {
    const value = tenant[field];
    if (value === undefined || value === null) return undefined;
    if (typeof value === 'string' && value !== '') return value;
    mistakes.push(`${at}.${field} must be a text that is not empty.`);
    return 'wrong';
  };
  const [kubeconfig, context, namespace, tokenFile] = FIELDS.map(text);
  const isInCluster = kubeconfig === IN_CLUSTER;
  if (isObject(given)) {
    if (kubeconfig === undefined)
      mistakes.push(
        `${at}.kubeconfig is missing: name the file of a kubeconfig of that tenant, or in-cluster.`,
      );
    else if (!isInCluster && context === undefined)
      mistakes.push(
        `${at}.context is missing: the current context of a kubeconfig is never taken by itself.`,
      );
    if (isInCluster && context !== undefined)
      mistakes.push(`${at}.context is of a kubeconfig in a file: remove it, or name the file.`);
    if (namespace === undefined) mistakes.push(`${at}.namespace is missing, such as tenant-${name}.`);
  }
  return {
    kubeconfig: isInCluster ? IN_CLUSTER : resolve(folder, kubeconfig ?? ''),
    ...(context !== undefined && { context }),
    namespace: namespace ?? '',
    ...(tokenFile !== undefined && { tokenFile: resolve(folder, tokenFile) }),
  };
}

/** Two tenants of the service that are one on the platform would take clusters from each other. */
function refuseShared(tenants: readonly (readonly [string, TenantSettings])[], mistakes: string[]): void {
  for (const [index, [name, one]] of tenants.entries()) {
    const before = tenants.slice(0, index);
    const same = before.find(
      ([, other]) =>
        other.namespace === one.namespace &&
        other.kubeconfig === one.kubeconfig &&
        other.context === one.context,
    );
    if (same !== undefined && one.namespace !== '')
      mistakes.push(
        `tenants.${name}.namespace is that of tenants.${same[0]} already: two tenants need two namespaces.`,
      );
    const token = before.find(([, { tokenFile }]) => tokenFile !== undefined && tokenFile === one.tokenFile);
    if (token !== undefined)
      mistakes.push(
        `tenants.${name}.tokenFile is that of tenants.${token[0]} already: a token is of one tenant.`,
      );
  }
}

/**
 * The first tokens that the settings name: those in the files of the tenants, or that of `demo`.
 * @throws Error with a sentence for the operator, which never repeats a token
 */
export async function readFirstTokens(
  { bootstrapToken, host }: Pick<Settings, 'bootstrapToken' | 'host'>,
  tenants: Tenants | undefined,
): Promise<readonly FirstToken[]> {
  const named = tenants ?? new Map([[BOOTSTRAP_TENANT, undefined]]);
  const tokens = [...named].map(async ([tenant, settings]): Promise<FirstToken> => {
    const path = settings?.tokenFile;
    if (path === undefined) return { tenant, ...(tenant === BOOTSTRAP_TENANT && { token: bootstrapToken }) };
    const at = `tenants.${tenant}.tokenFile`;
    const text = await readFile(path, 'utf8').catch(() => {
      throw new Error(`${at} names ${path}, which cannot be read: check the path and who may read it.`);
    });
    const token = text.trim();
    if (!isTokenText(token))
      throw new Error(
        `${at} must hold 8 to 512 letters, digits or the characters . _ ~ + / -; write another one.`,
      );
    if (isWeakToken(token) && !isLoopback(host))
      throw new Error(
        `${at} holds a token that can be guessed: take ${STRONG_TOKEN}, or listen on 127.0.0.1 only.`,
      );
    return { tenant, token };
  });
  return Promise.all(tokens);
}
