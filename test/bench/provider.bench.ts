// The provider: how long it takes to be there, how large it is, and what a plan costs.
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleProvider } from '@hikube/terraform-provider/packaging';
import { startStack } from '../support/stack.ts';
import { Workspace } from '../support/terraform.ts';
import { type Bench, type Figure, ratio } from './figure.ts';
import { cleanEnvironment, timeToEnd, timeToFirstLine } from './process-time.ts';

const node = process.execPath;
const COOKIE = 'd602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2';

export const bench: Bench = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-bench-'));
  try {
    const bundle = await bundleProvider(folder);
    return [
      { name: 'provider: size of the script', value: (await stat(bundle)).size, unit: 'bytes' },
      await handshake(bundle),
      ...(await plans()),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

async function handshake(bundle: string): Promise<Figure> {
  const env = cleanEnvironment({
    TF_PLUGIN_MAGIC_COOKIE: COOKIE,
    PLUGIN_PROTOCOL_VERSIONS: '6',
    PLUGIN_CLIENT_CERT: clientCertificate(),
  });
  return ratio(
    () => timeToFirstLine(node, [bundle], env),
    () => timeToEnd(node, ['-e', '0']),
    { name: 'provider: exec to handshake', per: 'node -e 0', aim: 2, rounds: 15 },
  );
}

/** Anything that is PEM will do: the handshake only keeps it, to compare it with whoever connects. */
function clientCertificate(): string {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-521' });
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`;
}

async function plans(): Promise<Figure[]> {
  const stack = await startStack({ store: 'memory', speed: 6000, provider: 'packed' });
  try {
    const figures: Figure[] = [];
    for (const [count, aim] of [
      [1, undefined],
      [100, 4.5],
    ] as const) {
      const workspace = await stack.workspace(clusters(count));
      const apply = await workspace.apply(['-parallelism=50']);
      if (apply.exitCode !== 0) throw new Error(JSON.stringify(apply.diagnostics));
      const floor = await Workspace.create({});
      await floor.write(`resource "terraform_data" "x" {\n  count = ${count}\n}\n`);
      await floor.init();
      await floor.apply();
      figures.push(
        await ratio(
          () => timedPlan(workspace),
          () => timedPlan(floor),
          {
            name: `provider: plan without changes, ${count} ${count === 1 ? 'cluster' : 'clusters'}`,
            per: `as many terraform_data`,
            ...(aim === undefined ? {} : { aim }),
            rounds: 5,
          },
        ),
      );
      await workspace.destroy(['-parallelism=50']);
      await floor.dispose();
    }
    return figures;
  } finally {
    await stack.dispose();
  }
}

const clusters = (count: number) => `
resource "hikube_kubernetes_cluster" "x" {
  count    = ${count}
  name     = "bench-\${count.index}"
  topology = "development"
}
`;

async function timedPlan(workspace: Workspace): Promise<number> {
  const start = performance.now();
  const run = await workspace.run(['plan', '-detailed-exitcode', '-no-color']);
  if (run.exitCode !== 0) throw new Error(`The plan is not empty: ${run.stdout}${run.stderr}`);
  return performance.now() - start;
}
