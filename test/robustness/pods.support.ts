// Pods of the chart as processes: the environment, the user, the volumes and the probes that Helm rendered, without a kubelet.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { bundleService } from '../../server/packaging/bundle.ts';
import { rendered } from '../deploy/chart.support.ts';
import { environmentOf, type Pod, podOf } from '../deploy/pod.support.ts';
import { run } from '../support/program.ts';

/** Where pods are started: the file system of the image, and what is mounted. */
export interface Host {
  /** Starts a pod, and resolves when its probes have said that it is ready. */
  start(): Promise<StartedPod>;
  remove(): Promise<void>;
}

export interface StartedPod {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Ends it as a kubelet does, from the moment when nobody is sent here any more. @returns milliseconds that it took */
  terminate(): Promise<number>;
}

// Only root can become somebody else; anybody else is not root already.
const isRoot = process.getuid?.() === 0;

/**
 * @param variant of the values in test/deploy/values
 * @param secrets what is in Secrets, by key: of variables, and of files of the volume `platform`
 */
export async function prepareHost(variant: string, secrets: Readonly<Record<string, string>>): Promise<Host> {
  const folder = await mkdtemp(join(tmpdir(), 'hikube-node-'));
  const pod = podOf(await rendered(variant));
  const { runAsUser: uid, fsGroup: gid } = pod.spec.securityContext as { runAsUser: number; fsGroup: number };
  await chmod(folder, 0o755);
  await bundleService(join(folder, 'opt/hikube'));
  // As the container file does it, as root and before the image is closed.
  await run(process.execPath, [join(folder, 'opt/hikube/start.mjs'), '--help'], { cwd: '/', env: {} });
  const kubeconfig = join(folder, 'etc/hikube/platform/kubeconfig');
  await mkdir(join(kubeconfig, '..'), { recursive: true });
  await writeFile(kubeconfig, secrets['kubeconfig'] ?? '', { mode: 0o440 });
  const tmp = join(folder, 'tmp');
  await mkdir(tmp);
  if (isRoot) {
    await chown(kubeconfig, 0, gid);
    await chown(tmp, uid, gid);
  } else await run('chmod', ['-R', 'a-w', join(folder, 'opt')]);

  const here = (text: string) =>
    text.replaceAll(/\/(?:opt|etc|var\/lib)\/hikube/g, (path) => join(folder, path));
  const asked = environmentOf(pod.spec.containers[0], secrets);
  const env = {
    ...Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, here(value)])),
    TMPDIR: tmp,
    // Ports of a pod are its own, and here are several pods.
    PORT: '0',
    HIKUBE_METRICS_PORT: '0',
  };
  const words = [here('/opt/hikube/start.mjs')];
  const options = { cwd: '/', env, ...(isRoot && { uid, gid }) };
  const children = new Set<ChildProcess>();
  return {
    async start() {
      const child = spawn(process.execPath, words, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
      children.add(child);
      const origin = await startedAt(child);
      await becomesReady(pod, origin);
      return { origin, terminate: () => terminate(child, pod) };
    },
    async remove() {
      for (const child of children) child.kill('SIGKILL');
      if (!isRoot) await run('chmod', ['-R', 'u+w', folder]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Where it listens, as it says itself. @throws Error with its last words when it ends before that */
async function startedAt(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout!, child.stderr!])
      stream.on('data', (chunk) => {
        said = (said + chunk).slice(-4000);
        const port = /http:\/\/[^\s:]+:(\d+)\/v1/.exec(said)?.[1];
        if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
      });
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`the pod ended with ${code}: ${said}`)));
  });
}

/** Asks as the probes of the chart say, in their order. */
async function becomesReady({ spec }: Pod, origin: string): Promise<void> {
  const [{ startupProbe, livenessProbe, readinessProbe }] = spec.containers;
  for (const probe of [startupProbe!, livenessProbe!, readinessProbe!])
    while (!(await isHealthy(`${origin}${probe.httpGet.path}`))) await delay(50);
}

const isHealthy = (url: string) =>
  fetch(url).then(
    ({ status }) => status >= 200 && status < 400,
    () => false,
  );

async function terminate(child: ChildProcess, { spec }: Pod): Promise<number> {
  const began = performance.now();
  // The hook before it has used some of the time that the chart gives.
  const left = spec.terminationGracePeriodSeconds - spec.containers[0].lifecycle!.preStop.sleep.seconds;
  const impatient = setTimeout(() => child.kill('SIGKILL'), left * 1000);
  child.kill('SIGTERM');
  const [code, signal] = await once(child, 'exit');
  clearTimeout(impatient);
  if (code !== 0) throw new Error(`a pod that was told to end ended with ${code ?? signal}`);
  return performance.now() - began;
}
