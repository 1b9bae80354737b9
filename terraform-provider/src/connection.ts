// Which way the API is reached: at an endpoint with a token, or in this process over the kubeconfig of a tenant. A kubeconfig is
// read only where somebody names it for this, and never because it is current on a machine.
import { type DiagnosticsError, isUnknown, type ObjectValue, own } from 'terraform-plugin';
import { wronglySetUp } from './api/token.ts';

/** The API over the kubeconfig of a tenant; nothing of it is current or a default. */
export interface DirectSettings {
  readonly kubeconfig: string;
  /** Empty for `in-cluster`. */
  readonly context: string;
  readonly namespace: string;
}

/** How the API is reached. */
export type Way =
  | { readonly kind: 'service'; readonly endpoint: string | undefined; readonly token: string | undefined }
  | { readonly kind: 'direct'; readonly settings: DirectSettings };

type Environment = Readonly<Record<string, string | undefined>>;

const IN_CLUSTER = 'in-cluster';
const NOT_KNOWN = '(not known yet)';

/** @returns what is wrong with the settings, or the way */
export function wayOf(config: ObjectValue, environment: Environment): Way | DiagnosticsError {
  const written = (name: string) => {
    const value = own(config, name);
    // Nothing is asked of anybody before it is known; which way it belongs to, it says already.
    if (isUnknown(value)) return NOT_KNOWN;
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  // What somebody has emptied on purpose is no reason to take what the environment has.
  const given = (name: string) => (own(config, name) === '' ? '' : written(name));
  const service = { endpoint: given('endpoint'), token: given('token') };
  const isService = Object.values(service).some((value) => value !== undefined);
  const path = written('kubeconfig_path');
  const isWritten = path !== undefined;
  if (isWritten && (service.endpoint || service.token))
    return wronglySetUp('kubeconfig_path is set beside endpoint or token: keep one way to the API.');
  const kubeconfig = path ?? (isService ? undefined : environment['HIKUBE_KUBECONFIG'] || undefined);
  if (kubeconfig === undefined) {
    const stray = ['context', 'namespace'].filter((name) => written(name) !== undefined);
    if (stray.length > 0)
      return wronglySetUp(`${stray.join(' and ')} belong to a kubeconfig: set kubeconfig_path, too.`);
    return {
      kind: 'service',
      endpoint: service.endpoint ?? (environment['HIKUBE_ENDPOINT'] || undefined),
      token: service.token ?? (environment['HIKUBE_TOKEN'] || undefined),
    };
  }
  const other = ['HIKUBE_ENDPOINT', 'HIKUBE_TOKEN'].find((name) => environment[name]);
  if (!isWritten && other !== undefined)
    return wronglySetUp(
      `HIKUBE_KUBECONFIG and ${other} are both set: unset one, or set kubeconfig_path, or endpoint and token, of the provider.`,
    );
  const context = written('context') ?? (environment['HIKUBE_CONTEXT'] || undefined);
  const namespace = written('namespace') ?? (environment['HIKUBE_NAMESPACE'] || undefined);
  if (context === undefined && kubeconfig !== IN_CLUSTER)
    return wronglySetUp(
      'The kubeconfig needs context, or HIKUBE_CONTEXT: its current one is never taken by itself.',
    );
  if (namespace === undefined)
    return wronglySetUp('The kubeconfig needs namespace, or HIKUBE_NAMESPACE, such as tenant-acme.');
  return { kind: 'direct', settings: { kubeconfig, context: context ?? '', namespace } };
}
