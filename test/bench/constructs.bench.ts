// Constructs: what the package adds to a synth and to a type check of the engine alone, and how much is loaded.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stagePackage } from '../../scripts/packages/pack.ts';
import { loadedBy } from '../support/loaded.ts';
import { type Bench, type Figure, ratio } from './figure.ts';
import { timeToEnd } from './process-time.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const node = process.execPath;
/** The compiler that people have; the faster one would flatter. */
const check = join(root, 'node_modules/typescript/bin/tsc');

/** A cluster written with nothing but the engine: what terraform gets is the same. */
const CORE = `import { App, TerraformProvider, TerraformResource, TerraformStack } from 'cdktn';
const app = new App();
const stack = new TerraformStack(app, 'bench');
class Provider extends TerraformProvider {}
new Provider(stack, 'hikube', {
  terraformResourceType: 'hikube',
  terraformProviderSource: 'registry.terraform.io/hidora/hikube',
  terraformGeneratorMetadata: { providerName: 'hikube', providerVersionConstraint: '~> 0.1' },
});
const cluster = new TerraformResource(stack, 'main', { terraformResourceType: 'hikube_kubernetes_cluster' });
cluster.addOverride('name', 'bench');
cluster.addOverride('topology', 'production');
cluster.addOverride('node_groups', { web: { max_replicas: 5, instance_type: 's1.large' } });
app.synth();
`;

/** The same through the main entry of the package. */
const OURS = `import { HikubeProvider, InstanceType, KubernetesCluster } from '@hikube/cdktf-provider';
import { App, TerraformStack } from 'cdktn';
const app = new App();
const stack = new TerraformStack(app, 'bench');
new HikubeProvider(stack, 'hikube');
const cluster = new KubernetesCluster(stack, 'main', { name: 'bench', topology: 'production' });
cluster.addNodeGroup('web', { maxReplicas: 5, instanceType: InstanceType.S1_LARGE });
app.synth();
`;

export const bench: Bench = async () => {
  // Below the project, so that packages are found as they would be when installed.
  const scratch = await mkdtemp(join(root, 'node_modules/.hikube-bench-'));
  try {
    // What is measured is what is published.
    const installed = join(scratch, 'node_modules/@hikube/cdktf-provider');
    await stagePackage('cdktf-provider', installed);
    const [core, ours] = [await program(scratch, 'core', CORE), await program(scratch, 'ours', OURS)];
    return [await synth(ours, core), await typeCheck(ours, core), ...(await loadedBytes(installed))];
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

/** A project with one program, once as JavaScript and once as TypeScript. */
async function program(scratch: string, name: string, text: string): Promise<string> {
  const folder = join(scratch, name);
  await mkdir(folder);
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(join(folder, 'main.js'), text);
  await writeFile(join(folder, 'main.ts'), text);
  const compilerOptions = {
    target: 'es2022',
    module: 'nodenext',
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['main.ts'] }));
  return folder;
}

function synth(ours: string, core: string): Promise<Figure> {
  const run = (cwd: string) => () => timeToEnd(node, ['main.js'], { cwd });
  return ratio(run(ours), run(core), {
    name: 'constructs: synth through the main entry',
    per: 'cdktn alone',
    aim: 1.1,
    rounds: 15,
  });
}

function typeCheck(ours: string, core: string): Promise<Figure> {
  const run = (cwd: string) => () => timeToEnd(node, [check, '-p', cwd], { cwd });
  return ratio(run(ours), run(core), {
    name: 'constructs: type check through the main entry',
    per: 'cdktn alone',
    aim: 1.15,
    rounds: 5,
  });
}

async function loadedBytes(installed: string): Promise<Figure[]> {
  const entries = { cdktn: './index.js', cdktf: './cdktf.js' };
  return Promise.all(
    Object.entries(entries).map(async ([engine, main]) => ({
      name: `constructs: all that is loaded for ${engine}`,
      value: (await loadedBy(main, installed)).bytes,
      unit: 'bytes' as const,
      aim: 300_000,
    })),
  );
}
