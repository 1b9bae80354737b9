// A server that serves the group and no managed clusters is told apart from one whose description of them cannot be used.
import { createVirtualClock } from '@hikube/service/platform';
import { expect, test } from 'vitest';
import { fetchShape } from './shape.ts';

const kinds = (kind: string) => [{ group: 'apps.cozystack.io', kind, version: 'v1alpha1' }];
const document = (kind: string) => ({
  openapi: '3.0.0',
  components: {
    schemas: {
      any: {
        properties: { spec: { properties: { version: { type: 'string' } } } },
        'x-kubernetes-group-version-kind': kinds(kind),
      },
    },
  },
});

test.each([
  [
    'Postgres',
    'The platform offers no managed clusters: it serves no Kubernetes of apps.cozystack.io/v1alpha1. Ask its operator to offer them, or take the kubeconfig of another platform.',
  ],
  [
    'Kubernetes',
    'The platform tells no defaults of its managed clusters (Kubernetes of apps.cozystack.io/v1alpha1), and nothing can be written without them: its operator has to look at what it serves.',
  ],
])('a group with %s alone, without defaults', async (kind, message) => {
  const fetch = async () => Response.json(document(kind));
  await expect(fetchShape(fetch, createVirtualClock(0))).rejects.toMatchObject({
    reason: 'NotOffered',
    retryable: false,
    message,
  });
});
