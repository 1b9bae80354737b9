// What the provider makes of its settings: one that is unknown is not one that is absent, and nothing is asked before it
// is known.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DiagnosticsError, type ObjectValue, objectFrom, UNKNOWN } from 'terraform-plugin';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { configure } from './configure.ts';

const TENANT = { id: 't-1', displayName: 'demo', installation: 'i-1' };
let server: Server;
let answers: (() => { status: number; body: unknown })[] = [];
const asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const { status, body } = answers.shift()?.() ?? { status: 200, body: TENANT };
    response.writeHead(status, {
      'content-type': status < 400 ? 'application/json' : 'application/problem+json',
    });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
afterEach(() => {
  answers = [];
  asked.length = 0;
});

const address = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
const settings = (written: Record<string, unknown>): ObjectValue =>
  objectFrom(
    ['endpoint', 'token', 'skip_preflight', 'adopt_identical', 'on_create_timeout'].map((name) => [
      name,
      (written[name] ?? null) as never,
    ]),
  );
const ofTheAddress = () => ({
  HIKUBE_ENDPOINT: address(),
  HIKUBE_TOKEN: 'hikube-token-of-the-environment',
});
const make = (
  written: Record<string, unknown>,
  environment: Record<string, string> = ofTheAddress(),
  more: { isBrief?: boolean } = {},
) =>
  configure(settings(written), '1.11.4', {
    ...more,
    environment,
    newId: () => '',
    now: () => 0,
    after: (_ms, action) => setImmediate(action),
    version: 'test',
  });
const refusalOf = async (ask: Promise<unknown>) => {
  const refusal = await ask.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(refusal).toBeInstanceOf(DiagnosticsError);
  return (refusal as DiagnosticsError).diagnostics;
};

describe.each([
  ['endpoint', 'HIKUBE_ENDPOINT'],
  ['token', 'HIKUBE_TOKEN'],
  ['skip_preflight', 'a value that is known'],
  ['adopt_identical', 'a value that is known'],
  ['on_create_timeout', 'a value that is known'],
])('an unknown %s', (name, remedy) => {
  test('sends nothing anywhere, and says so where something would be sent', async () => {
    const { data, diagnostics } = await make({ [name]: UNKNOWN });
    expect(diagnostics).toEqual([]);
    expect(data.skipPreflight).toBe(true);
    for (const ask of [
      () => data.client(),
      () => data.owner(),
      () => data.reads.clusters.read('prod', new AbortController().signal),
    ]) {
      expect(await refusalOf(ask())).toMatchObject([
        {
          severity: 'error',
          summary: `The ${name} of the provider is not known yet`,
          detail: expect.stringContaining(remedy),
        },
      ]);
    }
    expect(asked).toEqual([]);
  });
});

test('several are told together', async () => {
  const { data } = await make({ endpoint: UNKNOWN, token: UNKNOWN });
  const summaries = (await refusalOf(data.client())).map(({ summary }) => summary);
  expect(summaries).toEqual([
    'The endpoint of the provider is not known yet',
    'The token of the provider is not known yet',
  ]);
});

test('what is not set comes from the environment', async () => {
  const { data, diagnostics } = await make({});
  expect(diagnostics).toEqual([]);
  expect(data.skipPreflight).toBe(false);
  expect(asked).toEqual(['GET /v1/tenant']);
});

test.each([
  [
    'emulatr',
    /^The endpoint "emulatr" is not a URL; use one such as https:.*, or "emulator" for an emulator/,
  ],
  ['ftp://api.test', /must begin with https:/],
])('the endpoint %s is refused before a token is asked for', async (endpoint, sentence) => {
  for (const token of [undefined, 'hikube-token']) {
    const { diagnostics } = await make({ endpoint, ...(token === undefined ? {} : { token }) }, {});
    expect(diagnostics).toMatchObject([
      { summary: 'The provider is set up wrongly', detail: expect.stringMatching(sentence) },
    ]);
  }
  expect(asked).toEqual([]);
});

test('whose token it is, is asked again after a question that failed, and kept once it is known', async () => {
  const { data } = await make({ skip_preflight: true });
  answers = [
    () => ({
      status: 403,
      body: {
        type: 'about:blank',
        code: 'forbidden',
        title: 'No',
        status: 403,
        detail: 'Not now.',
        errors: [],
      },
    }),
  ];
  await refusalOf(data.owner());
  expect(await data.owner()).toEqual({ tenant: TENANT.id, installation: TENANT.installation });
  expect(await data.owner()).toEqual({ tenant: TENANT.id, installation: TENANT.installation });
  expect(asked).toEqual(['GET /v1/tenant', 'GET /v1/tenant']);
});

test.each([
  ['a brief process asks', true, false],
  ['another one asks', false, true],
])('%s with node:http: %s, with fetch: %s', async (_who, isBrief, usesFetch) => {
  const fetch = vi.spyOn(globalThis, 'fetch');
  try {
    const { diagnostics } = await make({}, ofTheAddress(), { isBrief });
    expect(diagnostics).toEqual([]);
    expect(asked).toEqual(['GET /v1/tenant']);
    expect(fetch.mock.calls.length > 0).toBe(usesFetch);
  } finally {
    fetch.mockRestore();
  }
});
