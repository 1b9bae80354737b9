// Ids that somebody imports by: what could change the path of a request is refused by the provider itself.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rewrite, type Stack, startStack } from '../support/stack.ts';
import { HOSTILE_SEGMENTS } from './hostile-paths.ts';

const left: string[] = [];
const listener = createServer((request, response) => {
  left.push(request.url ?? '');
  // Without a tenant the provider would not come as far as the ids.
  if (request.url === '/v1/tenant') {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id: 'demo', displayName: 'Demo' }));
    return;
  }
  const problem = { type: 'about:blank', title: 'No', status: 404, code: 'not_found', detail: 'No.' };
  response.writeHead(404, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ ...problem, requestId: 'req-1', retryable: false, errors: [] }));
});

let stack: Stack;
beforeAll(async () => {
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  stack = await startStack({ store: 'memory' });
});
afterAll(async () => {
  await stack.dispose();
  listener.closeAllConnections();
  await new Promise((resolve) => listener.close(resolve));
});

// Terraform itself takes no empty id.
const SEGMENTS = HOSTILE_SEGMENTS.filter((each) => each !== '');
/** By itself, `a/b` is the id of what it says. */
const alone = (segment: string) => (segment === 'a/b' ? [] : [segment]);
const TYPES: Readonly<Record<string, readonly string[]>> = {
  hikube_kubernetes_cluster: SEGMENTS,
  hikube_kubernetes_node_group: SEGMENTS.flatMap((each) => [...alone(each), `prod/${each}`, `${each}/web`]),
  hikube_kubernetes_addon: SEGMENTS.flatMap((each) => [...alone(each), `prod/${each}`, `${each}/velero`]),
  hikube_kubernetes_version_upgrade: SEGMENTS.flatMap((each) => [
    ...alone(each),
    `prod/${each}`,
    `${each}/upg-0`,
  ]),
};

const BODIES: Readonly<Record<string, string>> = {
  hikube_kubernetes_cluster: 'name = "prod"',
  hikube_kubernetes_node_group: 'cluster_id = "prod"\n name = "web"',
  hikube_kubernetes_addon: 'cluster_id = "prod"\n name = "velero"',
  hikube_kubernetes_version_upgrade: 'cluster_id = "prod"\n target_version = "1.34"',
};

/** A text as HCL writes it. */
function quoted(text: string): string {
  const escaped = JSON.stringify(text)
    .replaceAll(/\\u([0-9a-f]{4})/g, '\\u$1')
    .replaceAll('%{', '%%{');
  return escaped.replaceAll('${', '$${');
}

test('every hostile id × every resource', async () => {
  const workspace = await stack.workspace('');
  const cases = Object.entries(TYPES).flatMap(([type, ids]) => ids.map((id) => ({ type, id })));
  const blocks = cases.map(
    ({ type, id }, index) =>
      `import {\n to = ${type}.r${index}\n id = ${quoted(id)}\n}\nresource "${type}" "r${index}" {\n ${BODIES[type]}\n}\n`,
  );
  const { port } = listener.address() as AddressInfo;
  await rewrite(
    workspace,
    `provider "hikube" {\n endpoint = "http://127.0.0.1:${port}/v1"\n}\n${blocks.join('')}`,
  );
  const plan = await workspace.plan();
  expect(plan.exitCode).toBe(1);
  const errors = plan.diagnostics.filter(({ severity }) => severity === 'error');
  // What was asked for is a list that the provider writes itself, never a name that somebody else wrote.
  expect(
    left.filter((url) => !/^\/v1\/(clusters|clusters\/-\/[a-z-]+|tenant)(\?limit=\d+)?$/.test(url)),
  ).toEqual([]);
  expect(errors.length).toBeGreaterThan(cases.length / 2);
  console.log(
    `import ids: ${cases.length} hostile ids over ${Object.keys(TYPES).length} resources, ${errors.length} errors, 0 requests with a name of theirs (${left.length} lists)`,
  );
});
