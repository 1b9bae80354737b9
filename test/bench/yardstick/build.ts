// What is compared: the same surface in Go, our script, and our standalone binary, each in a mirror of its own.
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { createProvider, createProviderService } from '@hikube/terraform-provider';
import {
  address,
  binaryName,
  bundleProvider,
  compileStandalone,
  releaseTargets,
  target,
  terraformSchemaJson,
  version,
} from '@hikube/terraform-provider/packaging';

const run = promisify(execFile);
const source = fileURLToPath(new URL('../yardstick-go/', import.meta.url));

/** A provider that is measured. The first is what the others are compared with. */
export interface Variant {
  readonly name: 'go' | 'script' | 'standalone';
  /** A filesystem mirror that holds it. */
  readonly mirror: string;
  /** The file that Terraform starts. */
  readonly file: string;
  /** What its processes need beside the usual environment. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Yardstick {
  readonly variants: readonly Variant[];
  /** The program that runs a command and says what its processes took. */
  readonly meter: string;
}

/** Whether the compiler of the yardstick is here; users never need it. */
export async function hasGo(): Promise<boolean> {
  return run('go', ['version']).then(
    () => true,
    () => false,
  );
}

/** Builds all three below `folder`. The standalone is left out where its compiler cannot be had. */
export async function buildYardstick(folder: string): Promise<Yardstick> {
  const { go, meter } = await buildGoVariant(folder);
  const variants = [go];
  variants.push(
    await variant(folder, 'script', async (file) => {
      await bundleProvider(join(file, '..'));
    }),
  );
  const here = releaseTargets.find(({ name }) => name === target());
  if (here !== undefined) {
    const whole = await bundleProvider(join(folder, 'whole'), { isDeferred: false });
    try {
      variants.push(
        await variant(folder, 'standalone', async (file) => {
          await compileStandalone(whole, here, file);
        }),
      );
    } catch (error) {
      console.error(`No figures of the standalone binary: ${String(error).split('\n')[0]}`);
    }
  }
  return { variants, meter };
}

async function variant(
  folder: string,
  name: Variant['name'],
  fill: (file: string) => Promise<void>,
): Promise<Variant> {
  const mirror = join(folder, 'mirrors', name);
  const place = join(mirror, address, version, target());
  const file = join(place, binaryName);
  await mkdir(place, { recursive: true });
  await fill(file);
  await chmod(file, 0o755);
  return { name, mirror, file };
}

/** Builds only what the others are compared with. */
export async function buildGoVariant(folder: string): Promise<Pick<Yardstick, 'meter'> & { go: Variant }> {
  const { provider, meter } = await buildGo(join(folder, 'go-source'));
  return { go: await variant(folder, 'go', (file) => cp(provider, file)), meter };
}

/** Compiles the Go provider with today's schema, which is the provider's own. */
async function buildGo(folder: string): Promise<{ provider: string; meter: string }> {
  await cp(source, folder, { recursive: true });
  await writeFile(join(folder, 'schema.json'), JSON.stringify(await schema()));
  const options = { cwd: folder, env: { ...process.env, CGO_ENABLED: '0' } };
  await run('go', ['generate', '.'], options);
  const provider = join(folder, 'bin', 'provider');
  const meter = join(folder, 'bin', 'meter');
  for (const [file, packageName] of [
    [provider, '.'],
    [meter, './meter'],
  ] as const) {
    await run('go', ['build', '-trimpath', '-ldflags', '-s -w', '-o', file, packageName], options);
  }
  return { provider, meter };
}

/** The provider's own, as `terraform providers schema -json` prints it. */
export async function schema(): Promise<unknown> {
  const seam = { environment: {}, now: () => 0, newId: () => '', after: () => {}, version };
  const service = createProviderService(createProvider(seam), { log: () => {} });
  const call = { signal: new AbortController().signal };
  return terraformSchemaJson(address, await service.GetProviderSchema({}, call));
}
