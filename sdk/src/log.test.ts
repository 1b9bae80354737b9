import { secretNames } from '@hikube/openapi/secrets';
import { expect, test } from 'vitest';
import { logTo, redacted } from './log.ts';
import { fakeClient, problem } from './testing/fakes.ts';

function sink() {
  const lines: string[] = [];
  const to = (level: string) => (line: string) => lines.push(`${level} ${line}`);
  return { lines, sink: { debug: to('debug'), warn: to('warn'), error: to('error') } };
}

const get = { method: 'GET', path: '/clusters/prod' };

test('writes a line for each thing that happens, at the level of what it means', async () => {
  const { lines, sink: to } = sink();
  const { client } = fakeClient(
    [
      { ...get, throws: new TypeError('fetch failed') },
      { ...get, status: 503, json: problem(503, 'unavailable') },
      { ...get, status: 404, json: problem(404, 'not_found'), headers: { 'X-Request-Id': 'req-1' } },
    ],
    { hooks: logTo(to) },
  );
  await expect(client.clusters.get('prod')).rejects.toThrow();
  expect(lines.map((line) => line.replace(/in \d+ ms/, 'in N ms'))).toEqual([
    'debug hikube > GET https://api.test/v1/clusters/prod',
    'warn hikube ~ GET https://api.test/v1/clusters/prod failed (ConnectionError: Cannot reach https://api.test: the connection failed. Check the endpoint and the network.); again in N ms',
    'debug hikube > GET https://api.test/v1/clusters/prod (attempt 2)',
    'debug hikube < 503 to GET https://api.test/v1/clusters/prod in N ms',
    'warn hikube ~ GET https://api.test/v1/clusters/prod was answered 503; again in N ms',
    'debug hikube > GET https://api.test/v1/clusters/prod (attempt 3)',
    'debug hikube < 404 to GET https://api.test/v1/clusters/prod in N ms (request req-1)',
    'error hikube ! GET /clusters/{cluster}: NotFoundError: It is not_found. (request req-1)',
  ]);
});

test('writes bodies on request, and no secret of either side', async () => {
  const { lines, sink: to } = sink();
  const kubeconfigs = { method: 'POST', path: '/clusters/prod/kubeconfigs' };
  const addon = { method: 'PUT', path: '/clusters/prod/addons/flux' };
  const { client } = fakeClient(
    [
      { ...kubeconfigs, status: 201, json: { id: 'kc-1', kubeconfig: 'HUSH', token: 'HUSH' } },
      { ...addon, status: 422, json: problem(422, 'validation_failed', { current: { token: 'HUSH' } }) },
    ],
    { hooks: logTo(to, { bodies: true }) },
  );
  await client.kubeconfigs.create('prod', { role: 'view' });
  const values = { deep: [{ password: 'HUSH' }] };
  const put = client.addons.put('prod', 'flux', { valuesOverride: values, secretValues: values });
  await expect(put).rejects.toThrow();
  const text = lines.join('\n');
  expect(text).toContain('{"role":"view"}');
  expect(text).toContain('{"id":"kc-1","kubeconfig":"[redacted]","token":"[redacted]"}');
  expect(text).toContain('{"valuesOverride":"[redacted]","secretValues":"[redacted]"}');
  expect(text).not.toMatch(/HUSH|secret-token/);
});

test.each(secretNames)('leaves %s out, wherever it stands and whatever it is', (name) => {
  for (const value of ['HUSH', { a: 'HUSH' }, ['HUSH'], 7]) {
    const text = redacted(JSON.stringify({ items: [{ [name]: value, open: 1 }] }));
    expect(text).toBe(`{"items":[{"${name}":"[redacted]","open":1}]}`);
  }
});

test.each(['kind: Kubernetes\nvalues: {password: HUSH}', '{"token":"HUSH'])(
  'leaves %j out as a whole',
  (text) => {
    expect(redacted(text)).toBe(`[${text.length} characters that are not JSON]`);
  },
);
