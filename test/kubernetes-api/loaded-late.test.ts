// Whoever starts a service with simulated clusters, in Node or in a page, pays for the Kubernetes API when it is first asked.
import { build } from 'esbuild';
import { expect, test } from 'vitest';

test('what a page loads to start a service has nothing of the Kubernetes API', async () => {
  const { metafile } = await build({
    stdin: {
      contents:
        "export { createService } from '@hikube/service'; export { createSimulatedPlatform } from '@hikube/platform-simulated';",
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    minify: true,
    metafile: true,
    splitting: true,
    outdir: 'out',
    platform: 'browser',
    format: 'esm',
    conditions: ['@hikube/source'],
    target: 'es2023',
  });
  const files = Object.entries(metafile.outputs);
  // What is loaded later is an entry of its own, too.
  const start = files.find(([, { entryPoint }]) => entryPoint === '<stdin>')?.[0] ?? '';
  expect(start).not.toBe('');
  const atStart = new Set<string>();
  const add = (path: string): void => {
    if (atStart.has(path)) return;
    atStart.add(path);
    for (const each of metafile.outputs[path]?.imports ?? [])
      if (each.kind === 'import-statement') add(each.path);
  };
  add(start);
  const bytes = (paths: Iterable<string>) =>
    [...paths].reduce((sum, path) => sum + (metafile.outputs[path]?.bytes ?? 0), 0);
  const inputs = (paths: Iterable<string>) =>
    [...paths].flatMap((path) => Object.keys(metafile.outputs[path]?.inputs ?? {}));
  const ofKubernetes = (path: string) => path.includes('kubernetes-api/');
  expect(inputs(atStart).filter(ofKubernetes)).toEqual([]);
  expect(inputs(files.map(([path]) => path)).filter(ofKubernetes).length).toBeGreaterThan(50);
  const all = bytes(files.map(([path]) => path));
  console.log(
    `service with simulated clusters for a browser: ${Math.round(bytes(atStart) / 1024)} KiB at start, ${Math.round((all - bytes(atStart)) / 1024)} KiB more when it is needed`,
  );
  expect(bytes(atStart)).toBeLessThan(1024 * 1024);
});
