// Everything that an acceptance test needs: the service as a process, the provider, and workspaces to try them in.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createClient, type Hikube } from '@hikube/sdk';
import {
  createProvider,
  createProviderService,
  PROVIDER_ADDRESS,
  serveForReattach,
} from '@hikube/terraform-provider';
import { cliConfiguration } from '@hikube/terraform-provider/packaging';
import { freePort } from './free-port.ts';
import { type Api, placeOf } from './on-cozystack.ts';
import { providerMirror } from './provider-mirror.ts';
import type { ServiceInside } from './service-inside.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';
import { Workspace } from './terraform.ts';

export interface StackOptions {
  readonly store?: 'memory' | 'sqlite';
  /** How much faster than life the simulated platform works. */
  readonly speed?: number;
  /**
   * `reattach` runs the provider in this process, `packed` lets terraform start the bundled file, and `struck` one that
   * `STRUCK_AT` makes end in the middle of things.
   */
  readonly provider?: 'reattach' | 'packed' | 'struck';
  /** The provider's clock, in milliseconds since the epoch; only for `reattach`. The machine's by default. */
  readonly now?: () => number;
  /** An API that is there already, however it is reached, in place of a service. */
  readonly api?: Omit<Api, 'double' | 'hand' | 'clock' | 'dispose'>;
  /** A service that runs already, in place of one started for this stack; the stack does not stop it. */
  readonly service?: Pick<ServiceInside, 'endpoint' | 'token' | 'port'>;
}

export interface Stack {
  /** @throws when the stack uses a service that it has not started */
  readonly service: ServiceProcess;
  readonly hikube: Hikube;
  /** A new workspace, initialised where the provider has to be installed. */
  workspace(hcl: string): Promise<Workspace>;
  /** Takes away at once what answers: the service, as a power cut would, or in direct mode the platform. */
  kill(): Promise<void>;
  /** Starts the service again on the same address and data, after it was killed; or the platform answers again. */
  restart(): Promise<void>;
  dispose(): Promise<void>;
}

/** Configuration that every workspace begins with. */
const HEADER = `terraform {
  required_providers {
    hikube = { source = "hidora/hikube" }
  }
}
`;

/** Minutes become fractions of a second, but there is still time to see what happens in between. */
const SPEED = 600;

export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const scratch = await mkdtemp(join(tmpdir(), 'hikube-stack-'));
  const { store = 'sqlite', speed = SPEED } = options;
  const settings = { store, speed, dataDirectory: join(scratch, 'data') };
  const { api } = options;
  if (api === undefined && placeOf(process.env['HIKUBE_ACCEPTANCE']) !== undefined)
    throw new Error(
      'A stack without an API is simulated, and HIKUBE_ACCEPTANCE names another place; use setUp.',
    );
  const isThere = options.service !== undefined || api !== undefined;
  // One to come back on after it was killed: any other could be a client's by then.
  const start = (port: number, known: { readonly token?: string } = {}) =>
    startServiceProcess({ ...settings, port, ...known });
  let own = isThere ? undefined : await start(await freePort());
  const { endpoint, token } = api?.client ?? options.service ?? (own as ServiceProcess);
  const environment = api?.environment ?? { HIKUBE_ENDPOINT: endpoint, HIKUBE_TOKEN: token };
  const provider =
    options.provider === 'packed' || options.provider === 'struck'
      ? await packed(scratch, options.provider)
      : await reattached(environment, options.now ?? (() => Date.now()), api?.client);
  const workspaces: Workspace[] = [];
  const ownService = (): ServiceProcess => {
    if (own === undefined) throw new Error('This stack uses a service that it has not started.');
    return own;
  };
  return {
    get service() {
      return ownService();
    },
    hikube: createClient(api?.client ?? { endpoint, token }),
    workspace: async (hcl) => {
      const workspace = await Workspace.create(
        { ...environment, ...provider.environment },
        provider.configuration,
      );
      workspaces.push(workspace);
      await workspace.write(HEADER + hcl);
      // Of a provider that runs already there is nothing to install, and init would be a third of many a test.
      if (provider.isInstalled) await initialised(workspace);
      return workspace;
    },
    kill: () => (api ?? ownService()).kill(),
    restart: async () => {
      if (api !== undefined) return api.restart();
      own = await start((options.service ?? own)?.port ?? 0, { token });
    },
    dispose: async () => {
      await provider.close();
      await own?.stop();
      for (const workspace of workspaces) await workspace.dispose();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

async function initialised(workspace: Workspace): Promise<void> {
  const { exitCode, stdout, stderr } = await workspace.init();
  if (exitCode !== 0) throw new Error(`terraform init failed: ${stdout}${stderr}`);
}

/** Replaces the configuration of a workspace, header included. */
export function rewrite(workspace: Workspace, hcl: string): Promise<void> {
  return workspace.write(HEADER + hcl);
}

interface ProviderSource {
  readonly environment: Readonly<Record<string, string>>;
  readonly configuration: string;
  /** Whether `terraform init` installs it. */
  readonly isInstalled: boolean;
  close(): Promise<void>;
}

async function reattached(
  environment: Readonly<Record<string, string>>,
  now: () => number,
  direct: Api['client'] | undefined,
): Promise<ProviderSource> {
  const seam = {
    environment,
    ...(direct && { direct: async () => direct }),
    now,
    newId: () => globalThis.crypto.randomUUID(),
    after: (milliseconds: number, action: () => void) => setTimeout(action, milliseconds),
    version: 'test',
  };
  const { reattach, close } = await serveForReattach(
    ({ log }) => createProviderService(createProvider(seam), { log }),
    { providerAddress: PROVIDER_ADDRESS },
  );
  const own = { TF_REATTACH_PROVIDERS: reattach };
  return { environment: own, configuration: '', isInstalled: false, close };
}

async function packed(scratch: string, which: 'packed' | 'struck'): Promise<ProviderSource> {
  const mirror = await providerMirror(which === 'struck' ? 'struck' : 'whole', scratch);
  const configuration = cliConfiguration(mirror);
  return { environment: {}, configuration, isInstalled: true, close: async () => {} };
}
