// Reviews: what may I do, and who am I. They are answered from the same rules that decide.
import type { AccessRecord } from '../../access/records.ts';
import { allows, rulesOf } from './roles.ts';
import { StatusError } from './status.ts';

const AUTHORIZATION = 'authorization.k8s.io/v1';
const AUTHENTICATION = 'authentication.k8s.io/v1';

/** The reviews that can be created, by group and plural. */
export const REVIEWS = [
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    name: 'selfsubjectaccessreviews',
    kind: 'SelfSubjectAccessReview',
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    name: 'selfsubjectrulesreviews',
    kind: 'SelfSubjectRulesReview',
  },
  { group: 'authentication.k8s.io', version: 'v1', name: 'selfsubjectreviews', kind: 'SelfSubjectReview' },
] as const;

/** The name under which the holder of a kubeconfig is known. */
export function userName({ id }: Pick<AccessRecord, 'id'>): string {
  return `hikube:kubeconfig:${id}`;
}

/**
 * Answers a review.
 * @param body what was sent; only an access review says something
 * @throws StatusError when the body is not such a review
 */
export function answerReview(
  name: (typeof REVIEWS)[number]['name'],
  body: unknown,
  access: AccessRecord,
): object {
  switch (name) {
    case 'selfsubjectaccessreviews':
      return accessReview(body, access);
    case 'selfsubjectrulesreviews':
      return rulesReview(access);
    case 'selfsubjectreviews':
      return {
        kind: 'SelfSubjectReview',
        apiVersion: AUTHENTICATION,
        metadata: {},
        status: {
          userInfo: {
            username: userName(access),
            groups: [`hikube:${access.role}`, 'system:authenticated'],
          },
        },
      };
  }
}

function accessReview(body: unknown, { role }: AccessRecord): object {
  const spec = member(body, 'spec');
  const wanted = member(spec, 'resourceAttributes');
  const path = member(spec, 'nonResourceAttributes');
  if (wanted === undefined && path === undefined) {
    throw new StatusError('BadRequest', 'spec needs resourceAttributes or nonResourceAttributes');
  }
  const allowed =
    wanted === undefined
      ? role === 'admin' || text(path, 'verb') === 'get'
      : allows(role, {
          verb: text(wanted, 'verb'),
          group: text(wanted, 'group'),
          resource: text(wanted, 'resource'),
          subresource: text(wanted, 'subresource'),
        });
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: AUTHORIZATION,
    metadata: {},
    spec,
    status: { allowed, reason: `The kubeconfig has the role ${role}.` },
  };
}

function rulesReview({ role }: AccessRecord): object {
  return {
    kind: 'SelfSubjectRulesReview',
    apiVersion: AUTHORIZATION,
    metadata: {},
    spec: {},
    status: {
      resourceRules: rulesOf(role),
      nonResourceRules: [{ verbs: ['get'], nonResourceURLs: ['*'] }],
      incomplete: false,
    },
  };
}

function member(value: unknown, name: string): object | undefined {
  const found =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return typeof found === 'object' && found !== null ? found : undefined;
}

function text(value: object | undefined, name: string): string {
  const found = (value as Record<string, unknown> | undefined)?.[name];
  return typeof found === 'string' ? found : '';
}
