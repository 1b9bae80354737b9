// Names that mean something to JavaScript, at every place of every body: no prototype changes, ever.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PROD, samples } from '../contract/samples.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  const { body } = await service.api<{ id: string }>('POST', '/clusters', { body: PROD });
  await service.finish(body);
});
afterAll(() => service.dispose());

const VECTORS = [
  '"__proto__":{"polluted":true}',
  '"__proto__":null',
  '"constructor":{"prototype":{"polluted":true}}',
  '"prototype":{"polluted":true}',
  '"hasOwnProperty":true',
  '"\\u005f_proto__":{"polluted":true}',
];

const RICH = {
  labels: { team: 'shop' },
  nodeGroups: { web: { resources: { cpu: '1' }, gpus: [{ name: 'a' }] } },
  addons: { flux: { options: { flux: {} }, valuesOverride: { deep: { deeper: {} } } } },
  maintenance: { window: { days: ['monday'] } },
};

/** The text with a vector inside each of its objects in turn. */
function everywhere(text: string, vector: string): readonly string[] {
  return [...text.matchAll(/\{/g)].map(({ index }) => {
    const rest = text.slice(index + 1);
    return `${text.slice(0, index + 1)}${vector}${rest.startsWith('}') ? '' : ','}${rest}`;
  });
}

function prototypes(): string {
  const all = [Object.prototype, Array.prototype, String.prototype, Function.prototype];
  return JSON.stringify(all.map((each) => Reflect.ownKeys(each).map(String)));
}

test('every vector at every place of every body leaves every prototype as it was', async () => {
  const before = prototypes();
  const targets = samples().filter(({ facts }) => facts.bodySchema !== undefined);
  let sent = 0;
  for (const { method, path, body } of targets) {
    for (const vector of VECTORS) {
      for (const raw of everywhere(JSON.stringify({ ...body, ...RICH }), vector)) {
        const { status } = await service.api(method, path, { raw });
        expect(status).toBeLessThan(500);
        sent += 1;
      }
    }
  }
  expect(prototypes()).toBe(before);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  console.log(`pollution: ${sent} bodies with ${VECTORS.length} vectors: 0 prototypes changed`);
});

test('a label or value with such a name is plain data or refused', async () => {
  for (const name of ['__proto__', 'constructor', 'toString']) {
    const raw = `{"labels":{"${name}":"x"}}`;
    const reply = await service.api('PATCH', '/clusters/prod', { raw });
    expect([202, 400, 422]).toContain(reply.status);
    const { body } = await service.api<{ labels: object }>('GET', '/clusters/prod');
    expect(Object.hasOwn(body.labels, name)).toBe(reply.status === 202);
  }
});
