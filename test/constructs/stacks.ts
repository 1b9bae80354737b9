// Synthesises stacks into workspaces and runs terraform on them, without the command line of an engine.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { cliConfiguration } from '@hikube/terraform-provider/packaging';
import { providerMirror } from '../support/provider-mirror.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { type Run, Workspace } from '../support/terraform.ts';

/** The service, and the provider as `terraform init` installs it. */
export interface Surroundings {
  readonly service: ServiceProcess;
  workspace(): Promise<Workspace>;
  dispose(): Promise<void>;
}

/** How much faster than life the simulated platform works. */
const SPEED = 600;

export async function startSurroundings(): Promise<Surroundings> {
  const scratch = await mkdtemp(join(tmpdir(), 'hikube-constructs-'));
  const mirror = await providerMirror('whole', scratch);
  const service = await startServiceProcess({ dataDirectory: join(scratch, 'data'), speed: SPEED });
  const workspaces: Workspace[] = [];
  return {
    service,
    workspace: async () => {
      const environment = { HIKUBE_ENDPOINT: service.endpoint, HIKUBE_TOKEN: service.token };
      const workspace = await Workspace.create(environment, cliConfiguration(mirror));
      workspaces.push(workspace);
      return workspace;
    },
    dispose: async () => {
      await service.stop();
      for (const workspace of workspaces) await workspace.dispose();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}

/** Runs a program that synthesises, as a user does; its output goes to `cdktf.out` in the workspace. */
export async function synthesise(program: string, workspace: Workspace): Promise<void> {
  await promisify(execFile)(process.execPath, ['--conditions=@hikube/source', program], {
    env: { ...process.env, CDKTF_OUTDIR: join(workspace.folder, 'cdktf.out') },
  });
}

/** The main program of an example. */
export function example(name: string): string {
  return fileURLToPath(new URL(`../../examples/${name}/main.ts`, import.meta.url));
}

/** Terraform in the folder that an engine made for a stack. */
export function terraformIn(workspace: Workspace, stack: string): (...args: string[]) => Promise<Run> {
  const folder = join('cdktf.out', 'stacks', stack);
  return (...args) => workspace.run([`-chdir=${folder}`, ...args]);
}

/** Writes what an engine made of a stack, as its main program would. */
export async function writeStack(workspace: Workspace, stack: string, json: string): Promise<void> {
  const folder = join(workspace.folder, 'cdktf.out', 'stacks', stack);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'cdk.tf.json'), json);
}
