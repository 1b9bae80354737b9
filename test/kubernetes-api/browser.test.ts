// The server runs where there is no Node: bundled for a browser, in a context that has only what the web has.
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const WEB = {
  AbortController,
  AbortSignal,
  atob,
  btoa,
  CompressionStream,
  crypto,
  Headers,
  ReadableStream,
  Request,
  Response,
  setTimeout,
  clearTimeout,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
};

test('creates, lists and explains in a browser', async () => {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { createKubernetesApi } from '@hikube/kubernetes-api';",
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    minify: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'library',
    conditions: ['@hikube/source'],
    target: 'es2023',
  });
  const [{ text, contents }] = outputFiles as [(typeof outputFiles)[number]];
  expect(text).not.toMatch(/require\("node:|from"node:/);
  const context = createContext({ ...WEB });
  runInContext(`${text};globalThis.library = library;`, context);
  const { library } = context as { library: typeof import('@hikube/kubernetes-api') };
  const { fetch } = library.createKubernetesApi();
  const path = 'http://cluster/api/v1/namespaces/default/configmaps';
  const body = JSON.stringify({ metadata: { name: 'a' }, data: { k: 'v' } });
  const made = await fetch(
    new Request(path, { method: 'POST', body, headers: { 'content-type': 'application/json' } }),
  );
  expect(made.status).toBe(201);
  const list = (await (await fetch(new Request(path))).json()) as { items: object[] };
  expect(list.items).toHaveLength(1);
  const document = await (await fetch(new Request('http://cluster/openapi/v3/api/v1'))).text();
  expect(document).toContain('ConfigMap holds configuration data for pods to consume.');
  console.log(
    `kubernetes-api: ${Math.round(contents.length / 1024)} KiB for a browser, half of it texts for kubectl explain`,
  );
});
