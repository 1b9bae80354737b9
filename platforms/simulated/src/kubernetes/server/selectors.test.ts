import { describe, expect, test } from 'vitest';
import { pods } from '../pods.ts';
import { parseFieldSelector } from './field-selector.ts';
import type { KubernetesObject } from './resource.ts';
import { parseLabelSelector } from './selectors.ts';

const LABELS = { app: 'web', tier: 'front', 'node-role.kubernetes.io/ml': '' };

describe('labels', () => {
  test.each([
    ['', true],
    ['app=web', true],
    ['app==web', true],
    ['app = web', true],
    ['app=api', false],
    ['app!=web', false],
    ['missing!=web', true],
    ['app', true],
    ['!app', false],
    ['!missing', true],
    ['node-role.kubernetes.io/ml', true],
    ['app in (web, api)', true],
    ['app in (api)', false],
    ['app notin (api)', true],
    ['missing notin (api)', true],
    ['app=web,tier=back', false],
    ['app in (web,api),tier=front', true],
  ])('%j: %s', (selector, expected) => {
    expect(parseLabelSelector(selector)(LABELS)).toBe(expected);
  });

  test.each(['=web', 'app in web', 'app in (web', 'a b', 'app===web', '-app', 'x'.repeat(5_000)])(
    '%j is no selector',
    (selector) => {
      expect(() => parseLabelSelector(selector)).toThrow('is no label selector');
    },
  );

  test('an attack costs milliseconds', () => {
    const started = process.cpuUsage().user;
    for (const text of [
      'a'.repeat(4_096),
      'a,'.repeat(2_048),
      '('.repeat(4_096),
      `a in (${','.repeat(4_000)}`,
    ]) {
      expect(() => parseLabelSelector(`${text}!`)).toThrow();
    }
    expect(process.cpuUsage().user - started).toBeLessThan(500_000);
  });
});

const POD: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'one', namespace: 'default', uid: 'u', creationTimestamp: '' },
  spec: { nodeName: 'n1' },
  status: { phase: 'Running' },
};

describe('fields', () => {
  test.each([
    ['metadata.name=one', true],
    ['metadata.name!=one', false],
    ['spec.nodeName=n1,status.phase!=Succeeded,status.phase!=Failed', true],
    ['status.podIP=', true],
    ['status.phase==Pending', false],
  ])('%s: %s', (selector, expected) => {
    expect(parseFieldSelector(selector, pods)(POD)).toBe(expected);
  });

  test('a field that the resource does not select by is named', () => {
    expect(() => parseFieldSelector('spec.replicas=1', pods)).toThrow(
      'field label not supported for Pod: spec.replicas',
    );
    expect(() => parseFieldSelector('nonsense', pods)).toThrow('invalid field selector');
  });
});
