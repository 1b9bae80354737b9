// Official objects survive the wire format; damaged bytes are refused and nothing else.
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../json/json.ts';
import { officialType, schemaNameOf } from '../kinds/official.ts';
import { StatusError } from '../status/status.ts';
import { createCluster } from '../testing/cluster.ts';
import { decode } from '../types/decode.ts';
import { fromProtobuf, toProtobuf } from './envelope.ts';

const POD: JsonObject = {
  kind: 'Pod',
  apiVersion: 'v1',
  metadata: {
    name: 'p',
    namespace: 'default',
    labels: { a: '1', 'example.com/b': 'ä' },
    creationTimestamp: '2026-01-02T03:04:05Z',
    generation: 3,
    managedFields: [
      { manager: 'm', operation: 'Apply', fieldsType: 'FieldsV1', fieldsV1: { 'f:spec': { '.': {} } } },
    ],
  },
  spec: {
    containers: [
      {
        name: 'c',
        image: 'nginx',
        ports: [{ containerPort: 80 }],
        resources: { limits: { cpu: '500m', memory: '1Gi' } },
        readinessProbe: { httpGet: { port: 'http', path: '/' }, periodSeconds: 5 },
        livenessProbe: { httpGet: { port: 8080 } },
      },
    ],
    terminationGracePeriodSeconds: -1,
  },
};
const LEASE: JsonObject = {
  kind: 'Lease',
  apiVersion: 'coordination.k8s.io/v1',
  metadata: { name: 'l' },
  spec: { holderIdentity: '', renewTime: '2026-01-02T03:04:05.000006Z', leaseDurationSeconds: 15 },
};
const SECRET: JsonObject = {
  kind: 'Secret',
  apiVersion: 'v1',
  metadata: { name: 's' },
  data: { a: 'AAH/' },
  immutable: false,
};

/** As the server writes it: with what Go never leaves out. */
function written(object: JsonObject): JsonObject {
  const { kind, apiVersion } = object;
  return decode(officialType(schemaNameOf(String(apiVersion), String(kind))!), object).value;
}

describe('the wire format', () => {
  test.each([POD, LEASE, SECRET])('carries $kind there and back', (object) => {
    expect(written(fromProtobuf(toProtobuf(object)) as JsonObject)).toEqual(written(object));
  });

  test('damaged bytes are refused', () => {
    const bytes = toProtobuf(POD);
    for (let cut = 0; cut < bytes.length; cut += 1) {
      const wrong = [bytes.slice(0, cut), bytes.with(cut, bytes[cut]! ^ 0xff)];
      for (const candidate of wrong) {
        try {
          fromProtobuf(candidate);
        } catch (error) {
          expect(error).toBeInstanceOf(StatusError);
        }
      }
    }
  });

  test('is taken and given by the server', async () => {
    const { api } = createCluster();
    const type = 'application/vnd.kubernetes.protobuf';
    const map: JsonObject = {
      kind: 'ConfigMap',
      apiVersion: 'v1',
      metadata: { name: 'a' },
      data: { k: 'v' },
    };
    const answer = await api.fetch(
      new Request('http://cluster/api/v1/namespaces/default/configmaps', {
        method: 'POST',
        headers: { 'content-type': type, accept: type },
        body: toProtobuf(map) as Uint8Array<ArrayBuffer>,
      }),
    );
    expect([answer.status, answer.headers.get('content-type')]).toEqual([201, type]);
    expect(fromProtobuf(new Uint8Array(await answer.arrayBuffer()))).toMatchObject({
      metadata: { name: 'a', namespace: 'default' },
      data: { k: 'v' },
    });
  });
});
