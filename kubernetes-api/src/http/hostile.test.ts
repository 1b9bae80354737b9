// Whatever is asked, the server answers as a server answers: never with a mistake of its own.
import { expect, test } from 'vitest';
import { officialKinds } from '../kinds/official.ts';
import { createCluster } from '../testing/cluster.ts';
import { handleRaw } from './raw-request.ts';

function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) & 0x7fffffff;
    return state / 0x80000000;
  };
}

const REQUESTS = 4_000;

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'TRACE', 'PROPFIND'];
const PARTS = [
  'api',
  'apis',
  'v1',
  'apps',
  'namespaces',
  'default',
  'configmaps',
  'secrets',
  'pods',
  'deployments',
  'events',
  'a',
  'a%2Fb',
  '..',
  '.',
  '',
  '%00',
  'status',
  'scale',
  'finalize',
  'token',
  'watch',
  'customresourcedefinitions',
  'apiextensions.k8s.io',
  'authorization.k8s.io',
  'selfsubjectaccessreviews',
  'openapi',
  'v2',
  'v3',
  'version',
  'healthz',
  '__proto__',
  'constructor',
  'toString',
  'rbac.authorization.k8s.io',
  'rolebindings',
  'serviceaccounts',
  'leases',
];
const QUERIES = [
  'watch=true&timeoutSeconds=0&resourceVersion=1',
  'limit=1',
  'limit=-1',
  'limit=x',
  'continue=abc',
  'continue=e30',
  'resourceVersion=9',
  'resourceVersion=99999999999999999999',
  'labelSelector=a%20in%20(',
  'labelSelector=!,',
  'fieldSelector=metadata.name%3D%5C',
  'dryRun=All',
  'dryRun=x',
  'fieldManager=m&force=true',
  'fieldValidation=Strict',
  'pretty=1',
  'includeObject=Object',
  'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&watch=1&timeoutSeconds=1',
  'propagationPolicy=Orphan',
  'gracePeriodSeconds=x',
  'verbose',
  'hash=1',
  'a;b',
];
const TYPES = [
  'application/json',
  'application/yaml',
  'application/vnd.kubernetes.protobuf',
  'application/merge-patch+json',
  'application/json-patch+json',
  'application/strategic-merge-patch+json',
  'application/apply-patch+yaml',
  'text/plain',
  '',
  ';;;',
];
const ACCEPTS = [
  'application/json',
  '*/*',
  'application/yaml',
  'application/vnd.kubernetes.protobuf',
  'application/json;as=Table;v=v1;g=meta.k8s.io',
  'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
  'application/json;as=;q=x',
  ',,;',
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList',
];
const BODIES = [
  '',
  'null',
  '[]',
  '{}',
  '"x"',
  '1',
  '{',
  '[{"op":"add","path":"/metadata/labels","value":null}]',
  '[{"op":"move","path":"/a","from":"/metadata"}]',
  '{"metadata":null}',
  '{"metadata":[]}',
  '{"metadata":{"name":"a","namespace":"default"},"data":null,"spec":null,"status":null}',
  '{"metadata":{"name":"a","labels":{"a":1}}}',
  '{"metadata":{"name":"a","managedFields":[{}]}}',
  '{"metadata":{"name":"a","managedFields":[{"manager":"x","operation":"Update","apiVersion":"v1","fieldsType":"FieldsV1","fieldsV1":{"f:a":1}}]}}',
  '{"metadata":{"name":"a","ownerReferences":[{}],"finalizers":[1]}}',
  '{"spec":{"replicas":"x"}}',
  '{"spec":{"containers":[{"$patch":"delete"}]}}',
  '{"$patch":"replace"}',
  '{"kind":"DeleteOptions","apiVersion":"v1","preconditions":{"uid":"x"}}',
  '{"spec":{"resourceAttributes":{"verb":"get"}}}',
  '{"spec":{"group":"example.com","names":{},"versions":[{}]}}',
  '{"metadata":{"name":"gs.example.com"},"spec":{"group":"example.com","scope":"Cluster","names":{"plural":"gs","kind":"G"},"versions":[{"name":"v1","served":true,"storage":true,"schema":{"openAPIV3Schema":{"type":"object","properties":{"spec":{"type":"object","properties":{"a":{"type":"array","items":{"type":"string","pattern":"("}}}}}}}}]}}',
  '{"rules":[{"verbs":null}],"roleRef":null,"subjects":[null]}',
  'a: &a [*a]',
  'a: b: c',
  '\u0000k8s\u0000',
  '{"__proto__":{"a":1},"constructor":1,"metadata":{"__proto__":{},"name":"a"}}',
];

test(`${REQUESTS} hostile requests are answered, and none with a mistake of the server`, async () => {
  const cluster = createCluster({ kinds: officialKinds() });
  const next = sequence(3);
  const one = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)]!;
  const statuses = new Map<number, number>();
  for (let count = 0; count < REQUESTS; count += 1) {
    const known = one([
      '/api/v1/namespaces/default/',
      '/api/v1/',
      '/apis/apps/v1/namespaces/default/',
      '/apis/rbac.authorization.k8s.io/v1/namespaces/default/',
      '/apis/apiextensions.k8s.io/v1/',
    ]);
    const wild = `/${Array.from({ length: 1 + Math.floor(next() * 6) }, () => one(PARTS)).join('/')}`;
    const path =
      next() < 0.4
        ? wild
        : `${known}${one(PARTS)}${next() < 0.6 ? `/${one(['a', 'a', one(PARTS)])}` : ''}${next() < 0.2 ? `/${one(PARTS)}` : ''}`;
    const method = one(METHODS);
    const headers = new Headers();
    if (next() < 0.8) headers.set('content-type', one(TYPES));
    if (next() < 0.5) headers.set('accept', one(ACCEPTS));
    if (next() < 0.1) headers.set('impersonate-user', one(['eve', 'system:serviceaccount:a:b', '']));
    const gone = new AbortController();
    const answer = await handleRaw(cluster.api.fetch, {
      method,
      target: next() < 0.5 ? `${path}?${one(QUERIES)}` : path,
      headers,
      body: one(BODIES),
      signal: gone.signal,
      origin: 'http://cluster',
    });
    statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
    gone.abort();
    await answer.body?.cancel().catch(() => undefined);
  }
  await cluster.api.settled();
  expect(cluster.failures.map(String)).toEqual([]);
  expect([...statuses.keys()].filter((status) => status > 504)).toEqual([]);
  cluster.api.stop();
});

test.each<[what: string, path: string, body: object | undefined, headers: Record<string, string>]>([
  [
    'an impersonated property whose name is not encoded as it should be',
    '/api/v1/namespaces/default/configmaps',
    undefined,
    { 'impersonate-user': 'u', 'impersonate-extra-%zz': 'x' },
  ],
  ...['9999-12-31T23:59:59-23:59', '0000-01-01T00:00:00+23:59'].flatMap((at) =>
    ['renewTime', 'deletionTimestamp'].map((field): [string, string, object, Record<string, string>] => [
      `${field} ${at}, which is in no year that Go writes`,
      '/apis/coordination.k8s.io/v1/namespaces/default/leases',
      field === 'renewTime'
        ? {
            metadata: { name: 'x' },
            spec: { renewTime: at.replace(':59-', ':59.000000-').replace(':00+', ':00.000000+') },
          }
        : { metadata: { name: 'x', deletionTimestamp: at } },
      { accept: 'application/vnd.kubernetes.protobuf' },
    ]),
  ),
])('%s', async (_what, path, body, headers) => {
  const cluster = createCluster({ kinds: officialKinds() });
  const { status } = await cluster.ask(body === undefined ? 'GET' : 'POST', path, body, headers);
  expect([status, cluster.failures]).toEqual([body === undefined ? 403 : 400, []]);
});
