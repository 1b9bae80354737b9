import { describe, expect, test } from 'vitest';
import { COZYSTACK, HIKUBE } from '../catalogue/profiles.test.support.ts';
import { UNKNOWN } from '../values/unknown.ts';
import { checkAddonOptions } from './options.ts';

const codes = (id: string, options: unknown) =>
  checkAddonOptions(id, options).map((finding) => [finding.pointer, finding.code]);

describe('options belong to an add-on', () => {
  test.each([
    ['ingress-nginx', { ingress: { exposure: 'proxied', hosts: ['shop.example.ch'] } }],
    ['ingress-traefik', { ingress: {} }],
    ['flux', { flux: { gitRepository: { url: 'https://git.example.ch/fleet.git' } } }],
    ['monitoring', { monitoring: { nodeExporter: false } }],
    ['nfs', { nfs: { size: '100Gi' } }],
    ['cert-manager', null],
    ['cert-manager', UNKNOWN],
    ['cert-manager', { certManager: UNKNOWN }],
    ['ingress-nginx', { ingress: {}, flux: null }],
    ['newer-than-this-package', { anything: {} }],
  ])('%s takes %j', (id, options) => {
    expect(checkAddonOptions(id, options)).toEqual([]);
  });

  test('those of another add-on are refused', () => {
    expect(checkAddonOptions('ingress-nginx', { flux: {} })).toEqual([
      {
        pointer: '/options/flux',
        code: 'option_mismatch',
        severity: 'error',
        detail: 'options.flux does not belong to the add-on ingress-nginx; it takes options.ingress.',
        allowed: ['ingress'],
      },
    ]);
  });

  test('an add-on without options takes none', () => {
    expect(checkAddonOptions('velero', { nfs: {} })[0]?.detail).toBe(
      'The add-on velero takes no options; remove options.nfs.',
    );
  });

  test('the catalogue decides over the facts of this package', () => {
    expect(checkAddonOptions('monitoring', { monitoring: {} }, HIKUBE)).toEqual([]);
    expect(checkAddonOptions('monitoring', { monitoring: {} }, COZYSTACK)[0]?.code).toBe('option_mismatch');
  });
});

describe('ingress', () => {
  test.each([
    [{ exposure: 'public' }, '/options/ingress/exposure', 'invalid_value'],
    [{ hosts: ['*.example.ch', 'Shop.ch'] }, '/options/ingress/hosts/1', 'invalid_value'],
    [{ hosts: 'example.ch' }, '/options/ingress/hosts', 'invalid_type'],
  ])('refuses %j', (ingress, pointer, code) => {
    expect(codes('ingress-haproxy', { ingress })).toEqual([[pointer, code]]);
  });
});

describe('flux', () => {
  test.each(['https://git.example.ch/a.git', 'ssh://git@git.example.ch/a.git', UNKNOWN])(
    'follows %s',
    (url) => {
      expect(codes('flux', { flux: { gitRepository: { url } } })).toEqual([]);
    },
  );

  test.each([
    [{}, 'option_missing'],
    [{ url: 'git@git.example.ch:a.git' }, 'invalid_value'],
    [{ url: 'http://git.example.ch/a.git' }, 'invalid_value'],
    [{ url: 'https://' }, 'invalid_value'],
    [{ url: 'https://git.example.ch/a b' }, 'invalid_value'],
    [{ url: 'https://git.example.ch/a\u001b[2J' }, 'invalid_value'],
    [{ url: 1 }, 'invalid_type'],
  ])('refuses %j', (gitRepository, code) => {
    expect(codes('flux', { flux: { gitRepository } })).toEqual([['/options/flux/gitRepository/url', code]]);
  });

  test.each([
    'https://ci:hunter2@git.example.ch/a.git',
    'https://hunter2@git.example.ch/a.git',
    'https://ci:a@hunter2@git.example.ch',
    'http://ci:hunter2@git.example.ch/a.git',
    'ssh://git:hunter2@git.example.ch/a.git',
  ])('refuses credentials in an address, and does not repeat them: %s', (url) => {
    expect(checkAddonOptions('flux', { flux: { gitRepository: { url } } })).toEqual([
      {
        pointer: '/options/flux/gitRepository/url',
        code: 'invalid_value',
        severity: 'error',
        detail:
          'gitRepository.url holds credentials, which everybody who reads the cluster would see; leave them out, and give them to flux in a Secret of the cluster.',
      },
    ]);
  });

  test('the next step is an address to write after, also for the short form of ssh', () => {
    const [finding] = checkAddonOptions('flux', {
      flux: { gitRepository: { url: 'git@git.example.ch:a.git' } },
    });
    expect(finding?.detail).toBe(
      '"git@git.example.ch:a.git" is not an address that flux can follow; write one such as https://git.example.com/team/repository.git or ssh://git@git.example.com/team/repository.git.',
    );
  });

  test('an @ behind the host is no login', () => {
    const url = 'https://git.example.ch/@team/a.git';
    expect(codes('flux', { flux: { gitRepository: { url } } })).toEqual([]);
  });
});

describe('cert-manager', () => {
  const issuer = (value: unknown) => ({ certManager: { issuers: { main: value } } });

  test.each([
    { type: 'lets-encrypt', email: 'ops@example.ch' },
    { type: 'lets-encrypt-staging', email: UNKNOWN },
    { type: 'private-ca', secretName: 'root-ca' },
    { type: UNKNOWN, email: 'ops@example.ch', secretName: 'x' },
  ])('takes %j', (value) => {
    expect(codes('cert-manager', issuer(value))).toEqual([]);
  });

  test.each([
    [{ type: 'lets-encrypt' }, 'email', 'option_missing'],
    [{ type: 'private-ca' }, 'secretName', 'option_missing'],
    [{ type: 'private-ca', secretName: 'x', email: 'a@b.ch' }, 'email', 'option_not_applicable'],
    [{ type: 'lets-encrypt', email: 'a@b.ch', secretName: 'x' }, 'secretName', 'option_not_applicable'],
    [{ type: 'self-signed' }, 'type', 'invalid_value'],
    [{ type: 'constructor' }, 'type', 'invalid_value'],
    [{}, 'type', 'option_missing'],
  ])('refuses %j at %s', (value, field, code) => {
    expect(codes('cert-manager', issuer(value))).toEqual([
      [`/options/certManager/issuers/main/${field}`, code],
    ]);
  });

  test('issuers have names of Kubernetes objects', () => {
    expect(codes('cert-manager', { certManager: { issuers: { 'Main CA': {} } } })).toEqual([
      ['/options/certManager/issuers/Main CA', 'invalid_name'],
    ]);
  });
});

test('the storage of nfs has a size', () => {
  expect(codes('nfs', { nfs: { size: '0' } })).toEqual([['/options/nfs/size', 'out_of_range']]);
});
