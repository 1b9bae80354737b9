// Reviews: questions about access that are answered and never stored.
import { trackUpdate } from '../apply/field-manager.ts';
import { writerOf } from '../apply/writer.ts';
import { timeOf } from '../clock.ts';
import { readBody } from '../http/body.ts';
import { clone, isObject, type JsonObject, listOf, objectOf, textOf } from '../json/json.ts';
import { apiVersionOf, type Kind } from '../kinds/kind.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { respondObject } from '../read/respond-object.ts';
import type { Call, Server } from '../server.ts';
import { type FieldError, invalid } from '../status/field-error.ts';
import { badRequest, invalidObject, StatusError } from '../status/status.ts';
import { decodeObject } from '../write/decode-object.ts';
import { readOptions } from '../write/options.ts';
import type { Attributes, User } from './seams.ts';
import type { Known, Refused } from './tokens.ts';

type Review = (server: Server, call: Call, review: KubernetesObject) => Promise<JsonObject>;

const REVIEWS: Readonly<Record<string, Review>> = {
  'tokenreviews.authentication.k8s.io': reviewToken,
  'selfsubjectreviews.authentication.k8s.io': async (_server, { user }) => ({ userInfo: userInfo(user) }),
  'selfsubjectaccessreviews.authorization.k8s.io': async (server, { user }, review) =>
    decide(server, review, user),
  'subjectaccessreviews.authorization.k8s.io': async (server, _call, review) =>
    decide(server, review, subjectOf(review)),
  'localsubjectaccessreviews.authorization.k8s.io': reviewLocal,
  'selfsubjectrulesreviews.authorization.k8s.io': reviewRules,
};

/** Whether objects of a kind are questions. */
export function isReview(kind: Kind): boolean {
  return Object.hasOwn(REVIEWS, `${kind.resource}.${kind.group}`);
}

/** POST of a question. */
export async function handleReview(server: Server, call: Call): Promise<Response> {
  const { kind, request, query } = call;
  const options = readOptions('CreateOptions', query, request.headers.get('user-agent'));
  const review = await decodeObject(server, call, await readBody(request), options);
  if (kind.namespaced) review.metadata.namespace ??= call.info.namespace;
  const name = `${kind.resource}.${kind.group}`;
  const plain = kind.kind === 'SelfSubjectReview' || kind.kind === 'SelfSubjectRulesReview';
  const tracked = plain
    ? review
    : trackUpdate(server.fieldType(kind), undefined, clone(review), writerOf(server, kind, options.manager));
  if (kind.kind.endsWith('AccessReview')) refuseMeta(kind.group, tracked);
  const status = await REVIEWS[name]!(server, call, tracked);
  const answer: KubernetesObject = { ...tracked, status };
  if (kind.kind === 'SelfSubjectReview') {
    const { spec: _spec, ...rest } = answer;
    return respondObject(
      server,
      call,
      {
        ...rest,
        kind: kind.kind,
        apiVersion: apiVersionOf(kind),
        metadata: { creationTimestamp: timeOf(server.clock.now()) },
      },
      201,
    );
  }
  if (kind.kind === 'SelfSubjectRulesReview') answer['spec'] = {};
  return respondObject(server, call, answer, 201);
}

function refuse(group: string, error: FieldError): never {
  throw invalidObject({ group, kind: '' }, '', [error]);
}

function refuseMeta(group: string, review: KubernetesObject): void {
  const { namespace: _namespace, managedFields: _managed, ...rest } = review.metadata;
  const { namespace: _place, ...shown } = review.metadata;
  if (Object.keys(rest).length > 0) refuse(group, invalid('metadata', shown, 'must be empty'));
}

function userInfo({ name, uid, groups, extra }: User): JsonObject {
  return {
    username: name,
    ...(uid !== undefined && { uid }),
    ...(groups.length > 0 && { groups: [...groups] }),
    ...(extra !== undefined && {
      extra: Object.fromEntries(Object.entries(extra).map(([key, list]) => [key, [...list]])),
    }),
  };
}

/** A token of this server, or one that its host knows; that one is good for the server itself. */
async function checkToken(
  server: Server,
  token: string,
  wanted: readonly string[],
): Promise<Known | Refused> {
  const { audience } = server.tokens;
  if (server.tokens.isOwn(token) || (wanted.length > 0 && !wanted.includes(audience)))
    return server.tokens.check(token, wanted);
  try {
    const headers = { authorization: `Bearer ${token}` };
    const user = await server.authenticate(new Request('http://token-review', { headers }));
    if (user !== undefined) return { user, audiences: [audience] };
  } catch (error) {
    if (!(error instanceof StatusError)) throw error;
  }
  return { error: 'invalid bearer token' };
}

async function reviewToken(server: Server, _call: Call, review: KubernetesObject): Promise<JsonObject> {
  const { token, audiences } = objectOf(review['spec']);
  if (textOf(token) === '') throw badRequest('token is required for TokenReview in authentication');
  const wanted = listOf(audiences).map(String);
  const known = await checkToken(server, textOf(token), wanted);
  if ('error' in known) return { user: {}, error: known.error };
  return { authenticated: true, user: userInfo(known.user), audiences: [...known.audiences] };
}

function subjectOf(review: KubernetesObject): User {
  const { user, groups, uid, extra } = objectOf(review['spec']);
  return {
    name: textOf(user),
    groups: listOf(groups).map(String),
    ...(textOf(uid) !== '' && { uid: textOf(uid) }),
    ...(isObject(extra) && {
      extra: Object.fromEntries(Object.entries(extra).map(([key, list]) => [key, listOf(list).map(String)])),
    }),
  };
}

const AUTHORIZATION = 'authorization.k8s.io';

function attributesOfReview(review: KubernetesObject, user: User): Attributes {
  const { resourceAttributes, nonResourceAttributes } = objectOf(review['spec']);
  if (isObject(resourceAttributes) && isObject(nonResourceAttributes)) {
    const { path, verb } = nonResourceAttributes;
    refuse(
      AUTHORIZATION,
      invalid(
        'spec.nonResourceAttributes',
        { Path: path, Verb: verb },
        'cannot be specified in combination with resourceAttributes',
      ),
    );
  }
  const empty = {
    user,
    namespace: '',
    group: '',
    version: '',
    resource: '',
    subresource: '',
    name: '',
    path: '',
  };
  if (isObject(nonResourceAttributes)) {
    const { path, verb } = nonResourceAttributes;
    return { ...empty, isResource: false, path: textOf(path), verb: textOf(verb) };
  }
  if (!isObject(resourceAttributes))
    return refuse(
      AUTHORIZATION,
      invalid(
        'spec.resourceAttributes',
        null,
        'exactly one of nonResourceAttributes or resourceAttributes must be specified',
      ),
    );
  const text = (name: string): string => textOf(resourceAttributes[name]);
  return {
    ...empty,
    isResource: true,
    verb: text('verb'),
    namespace: text('namespace'),
    group: text('group'),
    version: text('version'),
    resource: text('resource'),
    subresource: text('subresource'),
    name: text('name'),
  };
}

async function decide(server: Server, review: KubernetesObject, user: User): Promise<JsonObject> {
  const attributes = attributesOfReview(review, user);
  if (user.name === '' && user.groups.length === 0)
    refuse(AUTHORIZATION, invalid('spec.user', '', 'at least one of user or group must be specified'));
  const { allowed, denied, reason } = await server.authorise(attributes);
  return { allowed, ...(denied && { denied }), ...(reason && { reason }) };
}

async function reviewLocal(server: Server, call: Call, review: KubernetesObject): Promise<JsonObject> {
  const { namespace } = call.info;
  const asked = textOf(objectOf(objectOf(review['spec'])['resourceAttributes'])['namespace']);
  if (asked !== namespace)
    refuse(
      AUTHORIZATION,
      invalid('spec.resourceAttributes.namespace', asked, 'must match metadata.namespace'),
    );
  return decide(server, review, subjectOf(review));
}

async function reviewRules(server: Server, { user }: Call, review: KubernetesObject): Promise<JsonObject> {
  const namespace = textOf(objectOf(review['spec'])['namespace']);
  if (namespace === '') throw badRequest('no namespace on request');
  const rules = await server.rulesOf(user, namespace);
  const resourceRules: JsonObject[] = [];
  const nonResourceRules: JsonObject[] = [];
  for (const rule of rules) {
    if (rule.resources.length > 0)
      resourceRules.push({
        verbs: [...rule.verbs],
        apiGroups: [...rule.apiGroups],
        resources: [...rule.resources],
        ...(rule.resourceNames.length > 0 && { resourceNames: [...rule.resourceNames] }),
      });
    if (rule.nonResourceURLs.length > 0)
      nonResourceRules.push({ verbs: [...rule.verbs], nonResourceURLs: [...rule.nonResourceURLs] });
  }
  return { resourceRules, nonResourceRules, incomplete: false };
}
