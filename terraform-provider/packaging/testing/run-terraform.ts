// Runs terraform commands in a new workspace that needs nothing but the provider.
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Standard output of each command; a command that fails throws with its words. */
export async function runTerraform(
  folder: string,
  configuration: string,
  ...commands: string[][]
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const rc = join(folder, 'terraform.rc');
  await writeFile(rc, configuration);
  await writeFile(
    join(folder, 'main.tf'),
    'terraform {\n  required_providers {\n    hikube = { source = "hidora/hikube" }\n  }\n}\n',
  );
  const outputs: string[] = [];
  for (const args of commands) {
    const env = { ...process.env, TF_CLI_CONFIG_FILE: rc, CHECKPOINT_DISABLE: '1' };
    outputs.push(
      (
        await run(process.env['HIKUBE_TERRAFORM'] ?? 'terraform', args, {
          cwd: folder,
          env,
          maxBuffer: 1 << 26,
        })
      ).stdout,
    );
  }
  return outputs;
}
