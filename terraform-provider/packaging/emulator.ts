// Bundles the emulator into a script beside the provider, for `endpoint = "emulator"`. It is compressed inside, because
// Terraform hashes everything beside a provider each time that it starts one.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { builtConsole } from '@hikube/console/build';
import { build } from 'esbuild';

/** Its name; the provider looks for it beside itself. */
export const EMULATOR = 'hikube-emulator.cjs';

const entry = fileURLToPath(new URL('../../emulator/src/main.ts', import.meta.url));

/** Writes it into a folder and returns its path. */
export async function bundleEmulator(folder: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    conditions: ['@hikube/source'],
    mainFields: ['module', 'main'],
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
    plugins: [builtConsole],
  });
  const [script] = outputFiles;
  if (script === undefined) throw new Error('Nothing was built of the emulator.');
  const text = gzipSync(script.contents, { level: 9 }).toString('base64');
  const file = join(folder, EMULATOR);
  await writeFile(
    file,
    `const { gunzipSync } = require('node:zlib');
module._compile(gunzipSync(Buffer.from('${text}', 'base64')).toString(), __filename);
`,
  );
  return file;
}
