// The image of the service, built by its container file, and its file system run as the chart says: read-only but for the
// data, as the user 1000 without any right.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isForSoak, isNotFor } from '../support/left-out.ts';
import { buildImage, type Image, makeNodeImage, missingBuilder, removeNodeImage } from './image.support.ts';

const NODE = 'localhost/hikube-test-node';
const BUILD_MS = 3_600_000;
const leftOut = isForSoak('An image that is built') || isNotFor('An image that is built', missingBuilder());

describe.skipIf(leftOut)('the image of the service', () => {
  let scratch: string;
  let image: Image | undefined;
  beforeAll(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'hikube-image-'));
    await makeNodeImage(scratch, NODE);
    image = await buildImage('server/deploy/Containerfile', NODE);
  }, BUILD_MS);
  afterAll(async () => {
    await image?.remove();
    await removeNodeImage(NODE);
    await rm(scratch, { recursive: true, force: true });
  }, BUILD_MS);

  /** Starts what the image starts. */
  async function start(): Promise<ChildProcess> {
    const { User, Env, Entrypoint } = image!.config;
    const [uid = '', gid = ''] = User.split(':');
    const [data, temporary] = [join(scratch, 'data'), join(scratch, 'tmp')];
    for (const folder of [data, temporary]) {
      await mkdir(folder);
      await chown(folder, Number(uid), Number(gid));
    }
    const mounts = [
      'mount --bind "$1" "$1"',
      'mount --options remount,bind,ro "$1"',
      'mount --bind "$2" "$1/var/lib/hikube"',
      'mount --bind "$3" "$1/tmp"',
    ];
    const rights = `--reuid=${uid} --regid=${gid} --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all`;
    const script = `${mounts.join(' && ')} && root="$1" && shift 3 && exec chroot "$root" setpriv ${rights} env --ignore-environment "$@"`;
    const set = [...Env, 'PORT=0', 'HIKUBE_KUBERNETES_PORT=0'];
    const words = [
      '--mount',
      'sh',
      '-euc',
      script,
      'sh',
      image!.mounted,
      data,
      temporary,
      ...set,
      ...Entrypoint,
    ];
    return spawn('unshare', words, { stdio: ['ignore', 'pipe', 'pipe'] });
  }

  test('it starts, answers, shows the portal, writes its data and nothing else, and ends', async () => {
    const child = await start();
    let said = '';
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk) => {
        said += chunk;
      });
    try {
      await expect.poll(() => said).toContain('"event":"started"');
      const port = /http:\/\/[^\s:]+:(\d+)\/v1/.exec(said)![1];
      for (const path of ['healthz', 'readyz', 'docs/'])
        expect([path, (await fetch(`http://127.0.0.1:${port}/${path}`)).status]).toEqual([path, 200]);
      expect((await readdir(join(scratch, 'data'))).length).toBeGreaterThan(0);
    } finally {
      child.kill('SIGTERM');
    }
    expect(await once(child, 'exit')).toEqual([0, null]);
    const megabytes = Math.round(image!.ownBytes / 2 ** 20);
    console.log(`image of the service: ${megabytes} MiB on top of its image with Node`);
    // The bundle, what Node compiled of it, and the portal: nothing of the build itself.
    expect(megabytes).toBeLessThan(40);
  });
});
