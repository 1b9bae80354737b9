// The provider as a process. Everything but the protocol is loaded after the handshake, because Terraform starts
// this process three to five times per command and waits for the handshake each time. `fetch` of Bun costs nothing to load.
import { type RpcObserver, serve, systemClock } from 'terraform-plugin/protocol';
import type { DirectClient } from './configure.ts';
import type { DirectSettings } from './connection.ts';
import type { EmulatorHost } from './emulator/start.ts';
import { newId } from './random.ts';

const PROVIDER_ADDRESS = 'registry.terraform.io/hidora/hikube';

export interface ServeProviderOptions {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Version of the provider. */
  readonly version: string;
  /** The schema as Terraform gets it, in base64, where it was made beforehand. */
  readonly schema?: string | undefined;
  /** For `endpoint = "emulator"`. */
  readonly emulator?: EmulatorHost | undefined;
  /** Told about every call; nobody is by default. */
  readonly observe?: RpcObserver;
  /** What time it is for the API over a kubeconfig; the machine's by default. */
  readonly directClock?: ConnectOptions['clock'];
}

type ConnectOptions = import('@hikube/direct').ConnectOptions;

/** Serves until Terraform is done. */
export function serveProvider({
  environment,
  version,
  schema,
  emulator,
  observe,
  directClock,
}: ServeProviderOptions): void {
  const secrets = new Set<string>();
  const addSecret = (text: string | undefined) => {
    if (text !== undefined && text !== '') secrets.add(text);
  };
  addSecret(environment['HIKUBE_TOKEN']);
  serve({
    providerAddress: PROVIDER_ADDRESS,
    observe,
    schema: schema === undefined ? undefined : Buffer.from(schema, 'base64'),
    service: async (context) => {
      const { createService } = await import('./provider-service.ts');
      const seam = {
        environment,
        direct: directOnce({ environment, onSecret: addSecret, ...(directClock && { clock: directClock }) }),
        now: () => systemClock.now().getTime(),
        newId,
        after: systemClock.after,
        version,
        addSecret,
        isBrief: !('Bun' in globalThis) && !usesProxy(environment),
        ...(emulator === undefined ? {} : { emulator }),
      };
      return createService(seam, context);
    },
    redact: (text) => redactAll(text, secrets),
  });
}

/** Every version of Node that can be told to use a proxy knows it for `fetch`, and only later ones for node:http. */
const usesProxy = ({ NODE_USE_ENV_PROXY, NODE_OPTIONS }: ServeProviderOptions['environment']) =>
  (NODE_USE_ENV_PROXY ?? '') !== '' || (NODE_OPTIONS ?? '').includes('--use-env-proxy');

/** One for the same settings, loaded when the first one is needed: it brings a whole service along. */
function directOnce(process: Pick<ConnectOptions, 'environment' | 'onSecret' | 'clock'>) {
  const open = new Map<string, Promise<DirectClient>>();
  return (settings: DirectSettings) => {
    const key = JSON.stringify(settings);
    const made =
      open.get(key) ??
      import('@hikube/direct').then(({ connect }) => {
        const { context, ...rest } = settings;
        const { endpoint, fetch } = connect({ ...rest, ...(context !== '' && { context }), ...process });
        return { endpoint, fetch, token: 'direct' };
      });
    open.set(key, made);
    return made;
  };
}

/** A secret that reached a log line or an error is replaced before it leaves the process. */
function redactAll(text: string, secrets: ReadonlySet<string>): string {
  let redacted = text;
  for (const secret of secrets) redacted = redacted.replaceAll(secret, '***');
  return redacted;
}
