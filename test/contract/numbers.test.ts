// A number that is read can be written back: what the API shows, it takes, in JSON and in YAML, and means the same.
import type { Addon, Operation } from '@hikube/openapi/types';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { scaled, scaledTimeout } from '../support/scale.ts';
import { startTestService, type TestService } from '../support/service.ts';

const PATH = '/clusters/prod/addons/velero';
const RUNS = scaled(300);

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await service.finish((await service.api<Operation>('POST', '/clusters', { body: { name: 'prod' } })).body);
});
afterAll(() => service.dispose());

const put = (raw: string) => service.api<Operation>('PUT', PATH, { raw });
const valuesIn = (literals: readonly string[]) =>
  `{"valuesOverride":{${literals.map((literal, index) => `"n${index}":${literal}`).join(',')}}}`;

// As an author writes them, and as a program prints them.
const literal = fc.oneof(
  fc.stringMatching(/^-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,20})?([eE][-+]?[0-9]{1,3})?$/),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => JSON.stringify(value)),
  fc.bigInt({ min: 2n ** 53n - 4n, max: 2n ** 53n + 4n }).map(String),
);

test('what an add-on shows can be put back, as it is and through its manifest', {
  timeout: scaledTimeout(120_000),
}, async () => {
  let kept = 0;
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(literal, { minLength: 1, maxLength: 6 }), async (literals) => {
      const { status } = await put(valuesIn(literals));
      if (status === 400) {
        refused += 1;
        return;
      }
      expect(status).toBe(202);
      const before = await service.api<Addon>('GET', PATH);
      const shown = /"valuesOverride":(\{[^{}]*\})/.exec(before.text)?.[1];
      expect((await put(`{"valuesOverride":${shown}}`)).status).toBe(202);
      const yaml = await service.api('GET', '/clusters/prod/manifest', {
        headers: { accept: 'application/yaml' },
      });
      const headers = { 'content-type': 'application/yaml' };
      expect((await service.api('PUT', '/clusters/prod/manifest', { raw: yaml.text, headers })).status).toBe(
        202,
      );
      const after = await service.api<Addon>('GET', PATH);
      expect(after.body.valuesOverride).toEqual(before.body.valuesOverride);
      expect(after.body.generation).toBe(before.body.generation);
      kept += 1;
    }),
    { numRuns: RUNS },
  );
  expect(kept).toBeGreaterThan(0);
  expect(refused).toBeGreaterThan(0);
  console.log(`numbers: ${kept} sets of values read and put back twice, ${refused} refused; 0 changed`);
});

test.each(['9007199254740993.0', '1e-400', '1.00000000000000000001', '1e309'])(
  '%s is refused, because it would be changed',
  async (number) => {
    const { body } = await service.api.refused('malformed_body', 'PUT', PATH, { raw: valuesIn([number]) });
    expect(body.detail).toBe(`The number ${number} cannot be kept exactly: write it as a text.`);
  },
);

test.each(['1e20', '9007199254740992', '0.1'])('%s is kept', async (number) => {
  expect((await put(valuesIn([number]))).status).toBe(202);
  const { body } = await service.api<Addon>('GET', PATH);
  expect(body.valuesOverride).toEqual({ n0: Number(number) });
});
