// Texts for people reach terminals, logs and annotations: none of them may carry what moves a cursor or ends a text.
import { patternHints } from '@hikube/openapi/patterns';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROD } from '../contract/samples.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.finish((await service.api<{ id: string }>('POST', '/clusters', { body: PROD })).body);
});
afterAll(() => service.dispose());

const CHARACTERS: readonly string[] = [
  ...Array.from({ length: 0x20 }, (_, code) => String.fromCharCode(code)),
  ...Array.from({ length: 0x21 }, (_, code) => String.fromCharCode(0x7f + code)),
  '\u2028',
  '\u2029',
];
const HINT = 'Use a text of one line without control characters, such as tabs or escape codes.';
const EXCLUSION = { start: '2026-12-24T00:00:00Z', end: '2026-12-27T00:00:00Z' };
const WINDOW = { days: ['sun'], startTime: '02:00', durationMinutes: 120, timeZone: 'Europe/Zurich' };

interface Place {
  readonly method: string;
  readonly path: string;
  readonly pointer: string;
  readonly body: (text: string) => object;
}

const flux = (settings: object) => ({
  options: { flux: { gitRepository: { url: 'https://git.example.ch/a.git', ...settings } } },
});
const issuer = (settings: object) => ({ options: { certManager: { issuers: { main: settings } } } });

/** Every field of a body that takes a text of the caller's own. */
const PLACES: readonly Place[] = [
  {
    method: 'POST',
    path: '/clusters',
    pointer: '/displayName',
    body: (text) => ({ name: 'fresh', displayName: text }),
  },
  {
    method: 'PATCH',
    path: '/clusters/prod',
    pointer: '/displayName',
    body: (text) => ({ displayName: text }),
  },
  {
    method: 'PATCH',
    path: '/clusters/prod',
    pointer: '/maintenance/exclusions/0/reason',
    body: (text) => ({
      maintenance: { window: WINDOW, exclusions: [{ ...EXCLUSION, reason: text }] },
    }),
  },
  {
    method: 'POST',
    path: '/tokens',
    pointer: '/displayName',
    body: (text) => ({ scopes: ['read'], displayName: text }),
  },
  {
    method: 'PUT',
    path: '/clusters/prod/addons/flux',
    pointer: '/options/flux/gitRepository/branch',
    body: (text) => flux({ branch: text }),
  },
  {
    method: 'PUT',
    path: '/clusters/prod/addons/flux',
    pointer: '/options/flux/gitRepository/path',
    body: (text) => flux({ path: text }),
  },
  {
    method: 'PUT',
    path: '/clusters/prod/addons/cert-manager',
    pointer: '/options/certManager/issuers/main/email',
    body: (text) => issuer({ type: 'lets-encrypt', email: text }),
  },
  {
    method: 'PUT',
    path: '/clusters/prod/addons/cert-manager',
    pointer: '/options/certManager/issuers/main/secretName',
    body: (text) => issuer({ type: 'private-ca', secretName: text }),
  },
];

let refused = 0;
test.each(PLACES)(
  '$method $path $pointer takes no control characters',
  async ({ method, path, pointer, body }) => {
    expect(Object.values(patternHints)).toContain(HINT);
    const before = await service.store.sequence();
    for (const character of CHARACTERS) {
      const reply = await service.api.refused('validation_failed', method, path, {
        body: body(`shop${character}[2J`),
      });
      expect(reply.body.errors).toEqual([{ pointer, code: 'invalid_format', detail: HINT }]);
    }
    expect(await service.store.sequence()).toBe(before);
    refused += CHARACTERS.length;
  },
);

test('all of them were tried', () => {
  expect(refused).toBe(CHARACTERS.length * PLACES.length);
  console.log(
    `control characters: ${CHARACTERS.length} in ${PLACES.length} texts for people: ${refused} sent, ${refused} refused`,
  );
});

test('a manifest cannot carry them either', async () => {
  const manifest = {
    apiVersion: 'apps.cozystack.io/v1alpha1',
    kind: 'Kubernetes',
    metadata: { name: 'prod', annotations: { 'platform.hikube.cloud/display-name': 'a\u001b[2J' } },
    spec: { version: 'v1.33' },
  };
  const { body } = await service.api.refused('validation_failed', 'PUT', '/clusters/prod/manifest', {
    body: manifest,
  });
  expect(body.errors?.map(({ detail }) => detail)).toEqual([HINT]);
});

test('letters of every script, blanks and signs are taken', async () => {
  for (const displayName of ['', 'Boutique d’été – Zürich', '店舗 №1', 'магазин', 'متجر', '👩‍🚀 shop']) {
    const { status } = await service.api('PATCH', '/clusters/prod', { body: { displayName } });
    expect([200, 202]).toContain(status);
  }
});
