import { patternHints } from '@hikube/openapi/patterns';
import { bodies, parameters } from '@hikube/openapi/validators';
import { describe, expect, test } from 'vitest';
import { fieldErrors } from './field-errors.ts';

function errorsOf(schema: keyof typeof bodies, body: unknown) {
  const validate = bodies[schema];
  validate(body);
  return fieldErrors(validate.errors, schema, body);
}

describe('quotes', () => {
  test.each<[unknown, string, string]>([
    [{ minReplicas: '1' }, '/minReplicas', 'The value must be a whole number. Write it without quotes.'],
    [{ minReplicas: 'one' }, '/minReplicas', 'The value must be a whole number.'],
    [{ instanceType: 5 }, '/instanceType', 'The value must be a text. Write it in quotes.'],
    [{ roles: [true] }, '/roles/0', 'The value must be a text. Write it in quotes.'],
    [{ roles: [[]] }, '/roles/0', 'The value must be a text.'],
  ])('%j', (group, pointer, detail) => {
    const errors = errorsOf('ClusterCreate', { name: 'a', nodeGroups: { web: group } });
    expect(errors.find((each) => each.pointer === `/nodeGroups/web${pointer}`)?.detail).toBe(detail);
  });

  test('true and false', () => {
    const detail = 'The value must be true or false. Write it without quotes.';
    expect(errorsOf('ClusterCreate', { name: 'a', deletionProtection: 'true' })).toEqual([
      { pointer: '/deletionProtection', code: 'invalid_type', detail },
    ]);
  });
});

describe('fieldErrors', () => {
  test.each<[keyof typeof bodies, unknown, string, string, string]>([
    ['ClusterCreate', {}, '/name', 'required', 'The field is missing: add it.'],
    [
      'ClusterCreate',
      { name: 'a', x: 1 },
      '/x',
      'unknown_field',
      'There is no such field: remove it, or check its spelling.',
    ],
    [
      'ClusterCreate',
      { name: 'a', 'x/~': 1 },
      '/x~1~0',
      'unknown_field',
      'There is no such field: remove it, or check its spelling.',
    ],
    ['ClusterCreate', { name: 5 }, '/name', 'invalid_type', 'The value must be a text. Write it in quotes.'],
    [
      'ClusterCreate',
      { name: 'A' },
      '/name',
      'invalid_format',
      'Use lower-case letters, digits and "-", starting with a letter and not ending with "-".',
    ],
    [
      'ClusterCreate',
      { name: 'a', labels: { '-': 'x' } },
      '/labels/-',
      'invalid_name',
      'This key is not allowed here: use letters, digits and "-", and keep it short.',
    ],
    ...['cert_manager', 'Cert-Manager', 'certManager', 'cert manager'].map(
      (key): [keyof typeof bodies, unknown, string, string, string] => [
        'ClusterCreate',
        { name: 'a', addons: { [key]: {} } },
        `/addons/${key}`,
        'invalid_name',
        'This key is not allowed here: use letters, digits and "-", and keep it short. Did you mean cert-manager?',
      ],
    ),
    [
      'ClusterCreate',
      { name: 'a', nodeGroups: { ___: {} } },
      '/nodeGroups/___',
      'invalid_name',
      'This key is not allowed here: use letters, digits and "-", and keep it short.',
    ],
    [
      'ClusterCreate',
      { name: 'a', topology: 'ha' },
      '/topology',
      'invalid_value',
      'Choose one of production, development.',
    ],
    [
      'ClusterCreate',
      { name: 'a', controlPlane: { replicas: 10 } },
      '/controlPlane/replicas',
      'out_of_range',
      'The number must be 9 or less.',
    ],
    [
      'ClusterPatch',
      { displayName: 1 },
      '/displayName',
      'invalid_type',
      'The value must be a text or null. Write it in quotes.',
    ],
    [
      'NodeGroupInline',
      { roles: ['a', 'a'] },
      '/roles',
      'duplicate',
      'The entries 0 and 1 are equal: keep one of them.',
    ],
    [
      'NodeGroupInline',
      { healthCheck: { nodeStartupTimeout: '5' } },
      '/healthCheck/nodeStartupTimeout',
      'invalid_format',
      'Write a time of 30s or more in seconds, minutes or hours, such as 90s, 20m or 1h.',
    ],
    [
      'NodeGroupInline',
      { roles: [''] },
      '/roles/0',
      'invalid_format',
      'Use lower-case letters, digits, "-" and ".", beginning and ending with a letter or digit.',
    ],
    [
      'NodeGroupInline',
      { diskSize: '20Gx' },
      '/diskSize',
      'invalid_format',
      'Write a quantity, such as 500Mi or 16Gi.',
    ],
    [
      'NodeGroupInline',
      { kubelet: { systemReservedCpu: '1 core' } },
      '/kubelet/systemReservedCpu',
      'invalid_format',
      'Write a quantity, such as 500m or 4.',
    ],
    ['AddonInline', { options: {} }, '/options', 'out_of_range', 'It must have at least 1 key.'],
    [
      'VersionUpgradeCreate',
      { targetVersion: '1.34', startAt: 'soon' },
      '/startAt',
      'invalid_format',
      'Write the time in RFC 3339, such as 2026-01-31T22:00:00Z.',
    ],
  ])('%s %j', (schema, body, pointer, code, detail) => {
    expect(errorsOf(schema, body)).toMatchObject([{ pointer, code, detail }]);
  });

  test.each([
    ['ClusterCreate', { name: 'a', host: '-' }, '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$'],
    [
      'AddonInline',
      { options: { ingress: { hosts: ['a b'] } } },
      '^([*][.])?[a-z0-9]([-a-z0-9.]*[a-z0-9])?$',
    ],
  ] as const)('%s %j: the hint of the contract, not a regular expression', (schema, body, pattern) => {
    expect(patternHints[pattern]).toBeDefined();
    expect(errorsOf(schema, body)).toMatchObject([{ detail: patternHints[pattern] }]);
  });

  test.each(['1e2', '01', 'ten'])('a limit of %s is told to be no whole number', (limit) => {
    const validate = parameters.listClusters;
    validate({ path: {}, query: { limit }, header: {} });
    const told = fieldErrors(validate.errors);
    expect(told[0]).toMatchObject({ pointer: '/query/limit' });
    for (const { detail } of told) expect(detail).toMatch(/a whole number(, such as 50)?\.$/);
  });

  test('an enum lists what would do', () => {
    expect(errorsOf('ClusterPatch', { topology: 'x' })[0]?.allowed).toEqual(['production', 'development']);
  });

  const SET = 'The service sets this field, and it cannot be written: leave it out.';
  const NAMED = 'The path, or the key of the map around it, says this already: leave the field out.';
  test.each<[keyof typeof bodies, object, string, string]>([
    ['ClusterCreate', { name: 'a', uid: 'x' }, '/uid', SET],
    ['ClusterPatch', { status: {} }, '/status', SET],
    ['ClusterPatch', { network: { cni: 'cilium' } }, '/network/cni', SET],
    ['ClusterPatch', { nodeGroups: { 'web/~': { createdAt: 'x' } } }, '/nodeGroups/web~1~0/createdAt', SET],
    ['ClusterPatch', { addons: { flux: { name: 'flux' } } }, '/addons/flux/name', NAMED],
    ['AddonPut', { cluster: 'prod' }, '/cluster', NAMED],
    ['ClusterPatch', { name: 'b' }, '/name', 'This field cannot be changed: leave it out.'],
    ['ClusterPatch', { Status: {} }, '/Status', 'There is no such field: remove it, or check its spelling.'],
    [
      'ClusterPatch',
      { labels: {}, network: { uid: 'x' } },
      '/network/uid',
      'There is no such field: remove it, or check its spelling.',
    ],
  ])(
    '%s %j: a field of the resource that is not taken is known, with the reason',
    (schema, body, pointer, detail) => {
      expect(errorsOf(schema, body)).toContainEqual({ pointer, code: 'unknown_field', detail });
    },
  );

  test('every wrong field has one entry', () => {
    const body = { name: 'A', version: 1, nodeGroups: { 'a b': {}, web: { minReplicas: -1, gpus: [{}] } } };
    expect(
      errorsOf('ClusterCreate', body)
        .map(({ pointer }) => pointer)
        .sort(),
    ).toEqual([
      '/name',
      '/nodeGroups/a b',
      '/nodeGroups/web/gpus/0/name',
      '/nodeGroups/web/minReplicas',
      '/version',
    ]);
  });

  test('no value is repeated: it can be a secret', () => {
    const secret = 'hunter2hunter2';
    const body = {
      name: secret.toUpperCase(),
      version: [secret],
      displayName: secret.repeat(50),
      topology: secret,
    };
    expect(JSON.stringify(errorsOf('ClusterCreate', body)).toLowerCase()).not.toContain(secret);
  });
});
