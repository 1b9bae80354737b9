// Images without a daemon: buildah builds them on a Debian that is made here, with the Node of this run and the npm of this
// machine, since images of others are not to be had everywhere.
import { spawnSync } from 'node:child_process';
import { copyFile, cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { missingProgram } from '../support/left-out.ts';
import { run } from '../support/program.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const AUTHORITIES = '/etc/ssl/certs/ca-certificates.crt';
const NPM = '/usr/local/lib/node_modules/npm';

/** Why no image can be built here. */
export const missingBuilder = (): string | undefined =>
  (process.getuid?.() === 0 ? undefined : 'only root may build one in a folder') ??
  missingProgram('buildah', '--version') ??
  missingProgram('mmdebstrap', '--version') ??
  (spawnSync('unshare', ['--mount', 'true']).status === 0 ? undefined : 'nobody may mount anything here');

/** @returns what buildah said */
async function buildah(...words: string[]): Promise<string> {
  const env = { ...process.env, BUILDAH_ISOLATION: 'chroot' };
  const { stdout } = await run('buildah', words, { env, cwd: ROOT, maxBuffer: 1 << 28 });
  return stdout.trim();
}

/** Makes an image with Node and npm. @param scratch folder @param name of the image */
export async function makeNodeImage(scratch: string, name: string): Promise<void> {
  const base = join(scratch, 'base');
  await run('mmdebstrap', ['--variant=minbase', '--include=ca-certificates', 'bookworm', base]);
  const bin = join(base, 'usr/local/bin');
  await copyFile(process.execPath, join(bin, 'node'));
  const { stdout: modules } = await run('npm', ['root', '--global']);
  await cp(join(modules.trim(), 'npm'), join(base, NPM), { recursive: true, dereference: true });
  for (const program of ['npm', 'npx']) await symlink(`${NPM}/bin/${program}-cli.js`, join(bin, program));
  // The registry of this machine, and whom it trusts.
  const { stdout: registry } = await run('npm', ['config', 'get', 'registry']);
  await copyFile(AUTHORITIES, join(base, AUTHORITIES));
  await mkdir(join(base, 'usr/local/etc'), { recursive: true });
  await writeFile(join(base, 'usr/local/etc/npmrc'), `registry=${registry.trim()}\ncafile=${AUTHORITIES}\n`);
  const container = await buildah('from', 'scratch');
  await buildah('copy', '--quiet', container, base, '/');
  await buildah('config', '--env', 'PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', container);
  await buildah('commit', '--quiet', '--rm', container, name);
}

/** What an image says of how it is started. */
export interface ImageConfig {
  readonly User: string;
  readonly Env: readonly string[];
  readonly Entrypoint: readonly string[];
}

export interface Image {
  readonly config: ImageConfig;
  /** Bytes of what is on top of the image with Node. */
  readonly ownBytes: number;
  /** Where its file system is. */
  readonly mounted: string;
  remove(): Promise<void>;
}

interface Inspected {
  readonly OCIv1: { readonly config: ImageConfig };
}

/** @param file a container file, from the root of the project @param node the image that it stands on */
export async function buildImage(file: string, node: string): Promise<Image> {
  const name = `localhost/hikube-test-${process.pid}`;
  const given = ['--build-arg', `NODE_IMAGE=${node}`, '--ignorefile', `${file}.dockerignore`];
  await buildah('build', '--quiet', '--layers=false', ...given, '--file', file, '--tag', name, '.');
  const { OCIv1 } = JSON.parse(await buildah('inspect', '--type', 'image', name)) as Inspected;
  const container = await buildah('from', name);
  const mounted = await buildah('mount', container);
  const { stdout } = await run('du', ['--summarize', '--bytes', join(mounted, 'opt')]);
  return {
    config: OCIv1.config,
    ownBytes: Number.parseInt(stdout, 10),
    mounted,
    async remove() {
      await buildah('rm', container);
      await buildah('rmi', name);
    },
  };
}

export const removeNodeImage = (name: string) => buildah('rmi', name);
