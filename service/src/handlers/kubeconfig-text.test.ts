import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { kubeconfigText } from './kubeconfig-text.ts';

const UID = '00000000-0000-4000-8000-0000000000c1';
const CLUSTER = {
  name: 'prod',
  uid: UID,
  host: 'prod.demo.example',
  endpoint: 'https://prod.demo.example',
  certificateAuthority: '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n',
};

function clusterOf(changes: Partial<typeof CLUSTER>): Record<string, string> {
  return parse(kubeconfigText({ ...CLUSTER, ...changes }, 'view', 'hkc_1')).clusters[0].cluster;
}

test('a cluster with a host of its own needs no other name', () => {
  expect(Object.keys(clusterOf({}))).toEqual(['server', 'certificate-authority-data']);
  expect(
    Object.keys(clusterOf({ endpoint: `https://${UID}.k8s.example.org/clusters/${UID}` })),
  ).not.toContain('tls-server-name');
});

test('clusters that share an address are told apart by name', () => {
  expect(clusterOf({ endpoint: `https://127.0.0.1:8643/clusters/${UID}` })).toEqual({
    server: `https://127.0.0.1:8643/clusters/${UID}`,
    'tls-server-name': `${UID}.kubernetes.hikube.internal`,
    'certificate-authority-data': btoa(CLUSTER.certificateAuthority),
  });
});

test('no text of a cluster can add a field', () => {
  const text = kubeconfigText(
    { ...CLUSTER, name: 'a"\n    exec: x' },
    'admin',
    'hkc_1"\n      tokenFile: /etc/passwd',
  );
  const { users } = parse(text);
  expect(Object.keys(users[0].user)).toEqual(['token']);
  expect(Object.keys(users[0])).toEqual(['name', 'user']);
});
