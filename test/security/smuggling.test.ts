// Requests that two readers understand differently: nothing that hides in one is ever carried out.
import { type Listening, listen } from '@hikube/server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROD } from '../contract/samples.ts';
import { startTestService, type TestService } from '../support/service.ts';
import { sendRaw } from './raw-socket.ts';

let service: TestService;
let listening: Listening;
beforeAll(async () => {
  service = await startTestService();
  await service.api('POST', '/clusters', { body: PROD });
  const { random, clock } = service;
  listening = await listen(service.service, { host: '127.0.0.1', port: 0, random, clock });
});
afterAll(async () => {
  await listening.close(0);
  await service.dispose();
});

const AUTH = 'Authorization: Bearer an-administrator-of-demo';
const HIDDEN = `DELETE /v1/clusters/prod HTTP/1.1\r\nHost: x\r\n${AUTH}\r\n\r\n`;
const post = (headers: string, body: string) =>
  `POST /v1/previews/clusters HTTP/1.1\r\nHost: x\r\n${AUTH}\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;
const get = (line: string, headers = `Host: x\r\n${AUTH}\r\n`) => `${line}\r\n${headers}\r\n`;

// The last two are no trick with lengths: whatever follows them is a request of its own.
const VECTORS: Readonly<Record<string, string>> = {
  'a length and chunks': post(
    `Content-Length: ${5 + HIDDEN.length}\r\nTransfer-Encoding: chunked\r\n`,
    `0\r\n\r\n${HIDDEN}`,
  ),
  'chunks and a length': post(`Transfer-Encoding: chunked\r\nContent-Length: 4\r\n`, `0\r\n\r\n${HIDDEN}`),
  'a coding that is none': post('Transfer-Encoding: xchunked\r\n', `0\r\n\r\n${HIDDEN}`),
  'chunks that are not the last coding': post(
    'Transfer-Encoding: chunked, identity\r\n',
    `0\r\n\r\n${HIDDEN}`,
  ),
  'two codings in two lines': post(
    'Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n',
    `0\r\n\r\n${HIDDEN}`,
  ),
  'two lengths': post(`Content-Length: 2\r\nContent-Length: ${2 + HIDDEN.length}\r\n`, `{}${HIDDEN}`),
  'a list of lengths': post('Content-Length: 2, 2\r\n', `{}${HIDDEN}`),
  'a length with a sign': post('Content-Length: +2\r\n', `{}${HIDDEN}`),
  'a negative length': post('Content-Length: -1\r\n', `{}${HIDDEN}`),
  'a length in hexadecimal': post('Content-Length: 0x2\r\n', `{}${HIDDEN}`),
  'a blank before the colon': post('Content-Length : 2\r\n', `{}${HIDDEN}`),
  'a folded header': post(`X-A: b\r\n Content-Length: 2\r\nContent-Length: 0\r\n c\r\n`, HIDDEN),
  'line ends without CR': post('Content-Length: 2\r\n', `{}${HIDDEN}`).replaceAll('\r\n', '\n'),
  'a CR inside a header': post('X-A: b\rTransfer-Encoding: chunked\r\nContent-Length: 0\r\n', HIDDEN),
  'a NUL inside a header': post('X-A: b\0c\r\nContent-Length: 0\r\n', HIDDEN),
  'a chunk size that is none': post('Transfer-Encoding: chunked\r\n', `zz\r\n{}\r\n0\r\n\r\n${HIDDEN}`),
  'a chunk that is longer than it says': post('Transfer-Encoding: chunked\r\n', `1\r\n{}${HIDDEN}`),
  'a version that is none': get('GET /v1/tenant HTTP/9.9') + HIDDEN,
  'a request line without a version': get('GET /v1/tenant') + HIDDEN,
  'a blank in the path': get('GET /v1/tenant x HTTP/1.1') + HIDDEN,
  'a method that ends late': get('GET\t/v1/tenant HTTP/1.1') + HIDDEN,
  'two hosts': get('GET /v1/tenant HTTP/1.1', `Host: x\r\nHost: y\r\n${AUTH}\r\n`),
  'no host': get('GET /v1/tenant HTTP/1.1', `${AUTH}\r\n`),
};

/** The problem document of the one answer. */
function problemIn(text: string): unknown {
  const [head = '', body = ''] = text.split('\r\n\r\n');
  expect(head).toMatch(/^content-type: application\/problem\+json/im);
  return JSON.parse(body);
}

test.each(Object.keys(VECTORS))('%s', async (name) => {
  const before = await service.store.sequence();
  const { statuses, text } = await sendRaw(listening.port, [VECTORS[name]!]);
  expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
  // A connection of which nobody knows where the next request begins is closed, and answered at most once.
  expect(statuses.length).toBeLessThanOrEqual(1);
  if (statuses.length > 0) expect(problemIn(text)).toMatchObject({ status: statuses[0], retryable: false });
  expect(text).not.toMatch(/node|llhttp|HPE_|\.ts|stack/i);
  expect(await service.store.sequence()).toBe(before);
  expect((await service.api('GET', '/clusters/prod')).body).toMatchObject({ status: { phase: 'Pending' } });
});

test('what hides there would have been carried out by itself', async () => {
  const { statuses } = await sendRaw(listening.port, [HIDDEN]);
  expect(statuses).toEqual([202]);
  console.log(`smuggling: ${Object.keys(VECTORS).length} vectors refused, 0 hidden requests carried out`);
});
