import { describe, expect, test } from 'vitest';
import { namesOf, sharedServerName } from './server-names.ts';

const UID = '00000000-0000-4000-8000-0000000000c1';
const HOST = 'prod.demo.example';
const SHARED = `${UID}.kubernetes.hikube.internal`;

describe('the name in the handshake', () => {
  test.each([
    ['https://prod.demo.example', undefined],
    [`https://${UID}.k8s.example.org/clusters/${UID}`, undefined],
    [`https://127.0.0.1:8643/clusters/${UID}`, SHARED],
    [`https://k8s.example.org/clusters/${UID}`, SHARED],
  ])('of %s', (endpoint, expected) => {
    expect(sharedServerName({ uid: UID, host: HOST, endpoint })).toBe(expected);
  });
});

describe('names of the certificate', () => {
  test.each([
    ['https://127.0.0.1:8643/', [SHARED, HOST], ['127.0.0.1']],
    ['https://[::1]:8643/', [SHARED, HOST], ['::1']],
    ['https://k8s.example.org/', [SHARED, HOST, 'k8s.example.org'], []],
    [`https://${HOST}`, [SHARED, HOST], []],
  ])('for %s', (endpoint, dnsNames, ipAddresses) => {
    expect(namesOf({ uid: UID, host: HOST, endpoint })).toEqual({ dnsNames, ipAddresses });
  });
});
