// The emulator as a page loads it: with what browsers have, and nothing of Node.
import { createContext, runInContext } from 'node:vm';
import type { createEmulator } from '@hikube/emulator';
import { expect, test } from 'vitest';
import { bundleForBrowsers, loadedAtOnce } from '../support/browser-bundle.ts';

/** What every browser has of what is used. */
const BROWSER = [
  ...['AbortController', 'AbortSignal', 'DOMException', 'Event', 'EventTarget', 'MessageChannel'],
  ...['Headers', 'Request', 'Response', 'ReadableStream', 'TransformStream', 'URL', 'URLSearchParams'],
  ...['TextDecoder', 'TextEncoder', 'atob', 'btoa', 'console', 'crypto', 'fetch', 'performance'],
  ...['queueMicrotask', 'setTimeout', 'clearTimeout', 'structuredClone', 'Uint8Array', 'ArrayBuffer'],
] as const;

test('creates and waits where there is nothing of Node', async () => {
  const { outputFiles } = await bundleForBrowsers(false);
  const globals = globalThis as unknown as Record<string, unknown>;
  const page = createContext(Object.fromEntries(BROWSER.map((name) => [name, globals[name]])));
  runInContext(outputFiles[0]!.text, page);
  const made = page as { createEmulator?: typeof createEmulator };
  const emulator = await made.createEmulator!();
  const cluster = await emulator.client().clusters.create({ name: 'prod' });
  expect(cluster.status.phase).toBe('Running');
  await emulator.close();
});

test('loads certificates, YAML, manifests and the Kubernetes API when they are needed, and stays below what it has reached', async () => {
  const { gzipBytes, inputs } = await loadedAtOnce();
  const early = [...inputs.keys()].filter((path) =>
    /node_modules\/(?:@peculiar|reflect-metadata|yaml|pg)\/|kubernetes-api\/src|openapi\.gen|domain\/src\/manifest/.test(
      path,
    ),
  );
  expect(early).toEqual([]);
  // The aim is 150 kB; what is in the way is said in test/bench/README.md.
  expect(gzipBytes).toBeLessThan(174_000);
});
