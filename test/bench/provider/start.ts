// How large the provider is, and how long it takes to be there.
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bundleProvider,
  compileStandalone,
  releaseTargets,
  target,
} from '@hikube/terraform-provider/packaging';
import { createCertificate } from '../../../terraform-plugin/src/protocol/tls/certificate.ts';
import { type Figure, ratio } from '../figure.ts';
import { cleanEnvironment, timeToEnd, timeToFirstLine } from '../process-time.ts';

const node = process.execPath;
const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

export async function startFigures(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-bench-'));
  try {
    const script = await bundleProvider(folder);
    return [
      await size('script', script),
      await handshake('script', node, [script], 2),
      ...(await standaloneFigures(folder)),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The binary that needs no Node. Its compiler comes from the registry, so without a network there is no figure. */
async function standaloneFigures(folder: string): Promise<Figure[]> {
  const here = releaseTargets.find(({ name }) => name === target());
  if (here === undefined) return [];
  const script = await bundleProvider(join(folder, 'whole'), { isDeferred: false });
  const outfile = join(folder, 'standalone');
  try {
    await compileStandalone(script, here, outfile);
  } catch (error) {
    console.error(`No figures of the standalone binary: ${String(error).split('\n')[0]}`);
    return [];
  }
  return [await size('standalone binary', outfile), await handshake('standalone binary', outfile, [], 1)];
}

async function size(what: string, file: string): Promise<Figure> {
  return { name: `provider: size of the ${what}`, value: (await stat(file)).size, unit: 'bytes' };
}

function handshake(what: string, command: string, args: string[], aim: number): Promise<Figure> {
  const env = cleanEnvironment({
    TF_PLUGIN_MAGIC_COOKIE: COOKIE,
    PLUGIN_PROTOCOL_VERSIONS: '6',
    // Stands for the certificate that Terraform makes for each process it starts.
    PLUGIN_CLIENT_CERT: createCertificate(new Date()).certificatePem,
  });
  return ratio(
    () => timeToFirstLine(command, args, env),
    () => timeToEnd(node, ['-e', '0']),
    { name: `provider: exec to handshake, ${what}`, per: 'node -e 0', aim, rounds: 15 },
  );
}
