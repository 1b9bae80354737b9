// The real kubectl against a server that is only a function: no flag that turns a check off.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createKubernetesApi, officialKinds } from '@hikube/kubernetes-api';
import { type Served, serve } from '@hikube/kubernetes-api/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Said } from './bench.ts';
import { kubectls } from './releases/releases.ts';

const failures: unknown[] = [];
let scratch: string;
let served: Served;
let program: string;

function kubectl(...words: string[]): Promise<Said> {
  const fixed = [`--server=${served.url}`, `--cache-dir=${join(scratch, 'cache')}`, '--kubeconfig=/dev/null'];
  return new Promise((resolve) => {
    execFile(
      program,
      [...fixed, ...words],
      { env: { ...process.env, HOME: scratch } },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr }),
    );
  });
}

/** What it says when all is well. */
async function said(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await kubectl(...words);
  expect({ words, code, stderr }).toEqual({ words, code: 0, stderr: '' });
  return stdout;
}

async function manifest(name: string, text: string): Promise<string> {
  const path = join(scratch, `${name}.yaml`);
  await writeFile(path, text);
  return path;
}

const APP = (replicas: number, value: string): string => `
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, labels: {app: web}}
data: {value: "${value}"}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec: {containers: [{name: web, image: nginx}]}
`;

const GADGETS = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: gadgets.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {plural: gadgets, singular: gadget, kind: Gadget, shortNames: [gd]}
  versions:
    - name: v1
      served: true
      storage: true
      additionalPrinterColumns: [{name: Size, type: integer, jsonPath: .spec.size}]
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              description: What a gadget is like.
              required: [size]
              properties:
                size: {type: integer, minimum: 1, description: How large it is.}
                colour: {type: string, default: blue}
`;

for (const { name, leftOut, ...release } of kubectls())
  describe.skipIf(leftOut)(name, () => {
    beforeAll(async () => {
      scratch = await mkdtemp(join(tmpdir(), 'kubernetes-api-'));
      program = release.program(scratch);
      const api = createKubernetesApi({ kinds: officialKinds(), onFailure: (error) => failures.push(error) });
      served = await serve(api.fetch);
    });
    afterAll(async () => {
      await served.close();
      await rm(scratch, { recursive: true, force: true });
    });

    test('applies, shows what would change, and changes it', async () => {
      const file = await manifest('app', APP(2, '1'));
      expect(await said('apply', '-f', file)).toBe(
        'configmap/settings created\ndeployment.apps/web created\n',
      );
      expect(await said('apply', '-f', file)).toBe(
        'configmap/settings unchanged\ndeployment.apps/web unchanged\n',
      );
      expect((await kubectl('diff', '-f', file)).code).toBe(0);
      await manifest('app', APP(3, '2'));
      const { code, stdout } = await kubectl('diff', '-f', file);
      expect(code).toBe(1);
      expect(stdout).toMatch(/^-\s+replicas: 2$/m);
      expect(stdout).toMatch(/^\+\s+replicas: 3$/m);
      expect(stdout).toMatch(/^-\s+value: "1"$/m);
      expect(await said('apply', '-f', file)).toBe(
        'configmap/settings configured\ndeployment.apps/web configured\n',
      );
      expect(
        await said('get', 'deployment', 'web', '-o', 'jsonpath={.spec.replicas} {.metadata.generation}'),
      ).toBe('3 2');
      expect(await said('scale', 'deployment', 'web', '--replicas=5')).toBe('deployment.apps/web scaled\n');
    });

    test('takes over what it applied on the client, and then owns it for the server', async () => {
      const file = await manifest('owned', APP(3, '2').split('---')[0]!);
      await said('apply', '-f', file);
      expect(await said('apply', '--server-side', '-f', file)).toBe(
        'configmap/settings serverside-applied\n',
      );
      const managers = await said(
        'get',
        'configmap',
        'settings',
        '--show-managed-fields',
        '-o',
        'jsonpath={range .metadata.managedFields[*]}{.manager}:{.operation} {end}',
      );
      // kubectl keeps the annotation of its first ways apart, so that it can go back to them.
      expect(managers.trim()).toBe('kubectl:Apply kubectl-last-applied:Apply');
      // What is applied no longer goes, because nobody else holds it.
      await manifest(
        'owned',
        APP(3, '2').split('---')[0]!.replace('data: {value: "2"}', 'data: {other: "1"}'),
      );
      await said('apply', '--server-side', '-f', file);
      expect(await said('get', 'configmap', 'settings', '-o', 'jsonpath={.data}')).toBe('{"other":"1"}');
    });

    test('tells a conflict by its manager', async () => {
      await said('create', 'configmap', 'shared', '--from-literal=a=1');
      const file = await manifest(
        'shared',
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: shared}\ndata: {a: "2"}\n',
      );
      const { code, stderr } = await kubectl('apply', '--server-side', '--field-manager=other', '-f', file);
      expect(code).toBe(1);
      expect(stderr).toContain(
        'Apply failed with 1 conflict: conflict with "kubectl-create" using v1: .data.a',
      );
      await said('apply', '--server-side', '--field-manager=other', '--force-conflicts', '-f', file);
      expect(await said('get', 'configmap', 'shared', '-o', 'jsonpath={.data.a}')).toBe('2');
    });

    test('creates for nothing with --dry-run=server', async () => {
      expect(await said('create', 'configmap', 'trial', '--from-literal=a=1', '--dry-run=server')).toBe(
        'configmap/trial created (server dry run)\n',
      );
      expect((await kubectl('get', 'configmap', 'trial')).stderr).toBe(
        'Error from server (NotFound): configmaps "trial" not found\n',
      );
    });

    test('is refused a field that there is not', async () => {
      const file = await manifest(
        'wrong',
        'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: wrong}\ndat: {a: "2"}\n',
      );
      const { code, stderr } = await kubectl('apply', '-f', file);
      expect(code).toBe(1);
      expect(stderr).toContain('unknown field "dat"');
    });

    test('explains official kinds and custom ones', async () => {
      expect(await said('explain', 'deployment.spec.replicas')).toContain('FIELD: replicas <integer>');
      expect(await said('explain', 'configmap')).toContain(
        'ConfigMap holds configuration data for pods to consume.',
      );
      await said('apply', '-f', await manifest('gadgets', GADGETS));
      await said('wait', '--for=condition=Established', 'crd/gadgets.example.com', '--timeout=10s');
      expect(await said('explain', 'gadget.spec')).toContain('What a gadget is like.');
    });

    test('explains them out of the older document too, which it reads as protobuf', async () => {
      const older = (what: string) => said('explain', what, '--output=plaintext-openapiv2');
      expect(await older('deployment.spec.replicas')).toMatch(/^FIELD: +replicas <integer>$/m);
      expect(await older('pod.spec.containers')).toMatch(/^ {3}ports\t<\[\]Object>$/m);
      await said('apply', '-f', await manifest('gadgets', GADGETS));
      await said('wait', '--for=condition=Established', 'crd/gadgets.example.com', '--timeout=10s');
      expect(await older('gadget.spec.colour')).toMatch(/^FIELD: +colour <string>$/m);
    });

    test('uses custom resources', async () => {
      await said('apply', '-f', await manifest('gadgets', GADGETS));
      await said('wait', '--for=condition=Established', 'crd/gadgets.example.com', '--timeout=10s');
      const gadget = (size: number): string =>
        `apiVersion: example.com/v1\nkind: Gadget\nmetadata: {name: one}\nspec: {size: ${size}}\n`;
      await said('apply', '-f', await manifest('one', gadget(3)));
      expect(await said('get', 'gd')).toMatch(/^NAME\s+SIZE\none\s+3\n$/);
      expect(await said('get', 'gd', 'one', '-o', 'jsonpath={.spec.colour}')).toBe('blue');
      const { stderr } = await kubectl('apply', '-f', await manifest('two', gadget(0)));
      expect(stderr).toContain(
        'spec.size: Invalid value: 0: spec.size in body should be greater than or equal to 1',
      );
      await said('delete', 'crd', 'gadgets.example.com');
      expect((await kubectl('get', 'gd')).stderr).toContain(
        'the server could not find the requested resource',
      );
    });

    test('waits, and deletes what is there and with it what is in it', async () => {
      await said('create', 'namespace', 'gone');
      await said('create', 'configmap', 'inside', '-n', 'gone');
      expect(await said('delete', 'namespace', 'gone')).toBe('namespace "gone" deleted\n');
      expect(await said('wait', '--for=delete', 'namespace/gone', '--timeout=5s')).toBe('');
      expect(await said('get', 'configmaps', '-n', 'gone', '-o', 'name')).toBe('');
      await said('create', 'namespace', 'gone');
    });

    test('asks what somebody may do', async () => {
      await said('create', 'serviceaccount', 'reader');
      await said('create', 'role', 'reader', '--verb=get', '--resource=configmaps');
      await said('create', 'rolebinding', 'reader', '--role=reader', '--serviceaccount=default:reader');
      const as = '--as=system:serviceaccount:default:reader';
      expect((await kubectl('auth', 'can-i', 'get', 'configmaps', as)).stdout).toBe('yes\n');
      expect((await kubectl('auth', 'can-i', 'get', 'secrets', as)).stdout).toBe('no\n');
      expect(await said('auth', 'can-i', '--list', as)).toMatch(/^configmaps\s+\[\]\s+\[\]\s+\[get\]$/m);
      expect(await said('auth', 'whoami', as)).toContain('system:serviceaccount:default:reader');
      const token = (await said('create', 'token', 'reader')).trim();
      // kubectl sends no token over a connection that is not encrypted.
      const answer = await fetch(`${served.url}/api/v1/namespaces/default/secrets`, {
        headers: { authorization: `Bearer ${token}` },
      });
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('system:serviceaccount:default:reader');
    });

    test('prints tables, labels and raw paths', async () => {
      expect(await said('get', 'namespaces')).toMatch(/^NAME\s+STATUS\s+AGE\ndefault\s+Active\s+\d+s\n/);
      expect(await said('label', 'namespace', 'default', 'a=b')).toBe('namespace/default labeled\n');
      expect(await said('get', 'namespace', 'default', '-L', 'a')).toMatch(
        /A\ndefault\s+Active\s+\d+s\s+b\n/,
      );
      expect(await said('get', '--raw', '/readyz')).toBe('ok');
      expect(await said('describe', 'namespace', 'default')).toContain('Status:       Active');
      expect(await said('api-resources', '--api-group=coordination.k8s.io', '-o', 'name')).toBe(
        'leases.coordination.k8s.io\n',
      );
    });

    test('meets no mistake of the server', () => {
      expect(failures).toEqual([]);
    });
  });
