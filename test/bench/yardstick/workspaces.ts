// Workspaces that differ in nothing but the provider that is in their mirror.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cliConfiguration } from '@hikube/terraform-provider/packaging';
import type { ServiceProcess } from '../../support/service-process.ts';
import type { Variant } from './build.ts';
import { type MeterOptions, metered, type Taken } from './meter.ts';

const HEADER = `terraform {
  required_providers {
    hikube = { source = "hidora/hikube" }
  }
}
`;

/** Everything that a workspace needs to know of the machine. */
export interface Bench {
  readonly folder: string;
  readonly meter: string;
  readonly service: Pick<ServiceProcess, 'endpoint' | 'token' | 'pid'>;
}

/** Terraform in a folder with one of the providers. */
export interface Place {
  readonly folder: string;
  /** The configuration of Terraform's command line that finds the provider. */
  readonly settings: string;
  terraform(args: readonly string[]): Promise<Taken>;
  /** The state as it stands in the folder. */
  state(): Promise<string>;
  writeState(text: string): Promise<void>;
}

/** Makes a workspace and initialises it. Its name has to be new. */
export async function place(bench: Bench, variant: Variant, name: string, hcl: string): Promise<Place> {
  const folder = join(bench.folder, 'workspaces', `${name}-${variant.name}`);
  await mkdir(folder, { recursive: true });
  const settings = join(folder, 'terraform.rc');
  await writeFile(settings, cliConfiguration(variant.mirror));
  await writeFile(join(folder, 'main.tf'), HEADER + hcl);
  await rm(join(folder, '.terraform.lock.hcl'), { force: true });
  const options: MeterOptions = {
    folder,
    environment: {
      HIKUBE_ENDPOINT: bench.service.endpoint,
      HIKUBE_TOKEN: bench.service.token,
      TF_CLI_CONFIG_FILE: settings,
      CHECKPOINT_DISABLE: '1',
      TF_IN_AUTOMATION: '1',
      TF_INPUT: '0',
      ...variant.environment,
    },
  };
  const state = join(folder, 'terraform.tfstate');
  const made: Place = {
    folder,
    settings,
    terraform: ([command = '', ...more]) =>
      metered(bench.meter, 'run', ['terraform', command, '-no-color', ...more], options),
    state: () => readFile(state, 'utf8'),
    writeState: (text) => writeFile(state, text),
  };
  await made.terraform(['init']);
  return made;
}

/** The same state without what only our provider has written there, and would understand. */
export function withoutPrivate(text: string): string {
  const state = JSON.parse(text) as { resources: { instances: { private?: string }[] }[] };
  for (const { instances } of state.resources) for (const instance of instances) delete instance.private;
  return JSON.stringify(state);
}
