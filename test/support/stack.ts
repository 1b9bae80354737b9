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
import { cliConfiguration, installIntoMirror } from '@hikube/terraform-provider/packaging';
import { MADE, madeOnce } from './made-once.ts';
import { type Api, placeOf } from './on-cozystack.ts';
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
  /** An API that is there already, however it is reached, in place of a service; only for `reattach`. */
  readonly api?: Pick<Api, 'environment' | 'client'>;
  /** A service that runs already, in place of one started for this stack; the stack does not stop it. */
  readonly service?: Pick<ServiceInside, 'endpoint' | 'token' | 'port'>;
}

export interface Stack {
  /** @throws when the stack uses a service that it has not started */
  readonly service: ServiceProcess;
  readonly hikube: Hikube;
  /** A new workspace, initialised. */
  workspace(hcl: string): Promise<Workspace>;
  /** Starts the service again on the same address and data, after it was killed. */
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
  let own = isThere ? undefined : await startServiceProcess(settings);
  const { endpoint, token } = api?.client ?? options.service ?? (own as ServiceProcess);
  const port = (options.service ?? own)?.port;
  const environment = api?.environment ?? { HIKUBE_ENDPOINT: endpoint, HIKUBE_TOKEN: token };
  const provider =
    options.provider === 'packed' || options.provider === 'struck'
      ? await packed(scratch, options.provider)
      : await reattached(environment, options.now ?? (() => Date.now()), api?.client);
  const workspaces: Workspace[] = [];
  return {
    get service() {
      if (own === undefined) throw new Error('This stack uses a service that it has not started.');
      return own;
    },
    hikube: createClient(api?.client ?? { endpoint, token }),
    workspace: async (hcl) => {
      const workspace = await Workspace.create(
        { ...environment, ...provider.environment },
        provider.configuration,
      );
      workspaces.push(workspace);
      await workspace.write(HEADER + hcl);
      const init = await workspace.init();
      if (init.exitCode !== 0) throw new Error(`terraform init failed: ${init.stdout}${init.stderr}`);
      return workspace;
    },
    restart: async () => {
      own = await startServiceProcess({ ...settings, ...(port === undefined ? {} : { port }), token });
    },
    dispose: async () => {
      await provider.close();
      await own?.stop();
      for (const workspace of workspaces) await workspace.dispose();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

/** Replaces the configuration of a workspace, header included. */
export function rewrite(workspace: Workspace, hcl: string): Promise<void> {
  return workspace.write(HEADER + hcl);
}

interface ProviderSource {
  readonly environment: Readonly<Record<string, string>>;
  readonly configuration: string;
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
  return { environment: { TF_REATTACH_PROVIDERS: reattach }, configuration: '', close };
}

async function packed(scratch: string, which: 'packed' | 'struck'): Promise<ProviderSource> {
  const entry = which === 'struck' ? 'testing/struck-provider-main.ts' : undefined;
  const mirror = await madeOnce(MADE ?? scratch, `provider-${which}`, async (folder) => {
    await installIntoMirror(folder, entry, false);
  });
  return { environment: {}, configuration: cliConfiguration(mirror), close: async () => {} };
}
