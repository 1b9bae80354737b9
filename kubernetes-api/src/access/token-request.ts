// POST to serviceaccounts/NAME/token.
import { trackUpdate } from '../apply/field-manager.ts';
import { FieldTypes } from '../apply/field-type.ts';
import { timeOf } from '../clock.ts';
import { mediaTypeOf, readBody } from '../http/body.ts';
import { clone, isObject, type JsonObject, listOf, objectOf, textOf } from '../json/json.ts';
import { officialSchema, officialType } from '../kinds/official.ts';
import { find } from '../read/list.ts';
import { respondObject } from '../read/respond-object.ts';
import type { Call, Server } from '../server.ts';
import { type FieldError, invalid } from '../status/field-error.ts';
import { badRequest, invalidObject, notFound, StatusError } from '../status/status.ts';
import { decode } from '../types/decode.ts';
import { decodeOfficial } from '../write/decode-body.ts';
import { readOptions } from '../write/options.ts';

const GROUP = 'authentication.k8s.io';
const SCHEMA = 'io.k8s.api.authentication.v1.TokenRequest';
const LONGEST = 2 ** 32;

export async function handleTokenRequest(server: Server, call: Call): Promise<Response> {
  const { kind, info, query, request } = call;
  const options = readOptions('CreateOptions', query, request.headers.get('user-agent'));
  const body = decodeOfficial(
    await readBody(request),
    { group: GROUP, version: 'v1', kind: 'TokenRequest', type: officialType(SCHEMA) },
    {
      mediaType: mediaTypeOf(request.headers.get('content-type')),
      validation: options.fieldValidation,
      warn: call.warn,
      kinds: server.kinds,
    },
  );
  const spec = objectOf(body['spec']);
  spec['expirationSeconds'] ??= 3600;
  const types = new FieldTypes((name) => officialSchema(name));
  const tracked = trackUpdate(types.named(SCHEMA), undefined, clone({ ...body, spec }), {
    name: options.manager,
    apiVersion: `${GROUP}/v1`,
    subresource: 'token',
    time: timeOf(server.clock.now()),
    blank: decode(officialType(SCHEMA), {}).value,
  });
  const seconds = Number(spec['expirationSeconds']);
  checkSeconds(seconds);
  const account = await find(server, kind, info.namespace, info.name);
  const bound = await boundObject(server, info.namespace, spec['boundObjectRef']);
  const asked = listOf(spec['audiences']).map(String);
  const audiences = asked.length === 0 ? [server.tokens.audience] : asked;
  const owner = { namespace: info.namespace, name: info.name, uid: account.metadata.uid! };
  const token = await server.tokens.issue(owner, audiences, seconds, bound);
  return respondObject(
    server,
    call,
    {
      ...tracked,
      metadata: {
        name: info.name,
        namespace: info.namespace,
        uid: account.metadata.uid!,
        creationTimestamp: timeOf(server.clock.now()),
        ...(tracked.metadata.managedFields && { managedFields: tracked.metadata.managedFields }),
      },
      spec: { audiences, expirationSeconds: seconds, boundObjectRef: spec['boundObjectRef'] ?? null },
      status: { token, expirationTimestamp: timeOf(server.clock.now() + seconds * 1000) },
    },
    201,
  );
}

function checkSeconds(seconds: number): void {
  const errors: FieldError[] = [];
  const field = 'spec.expirationSeconds';
  if (seconds < 600) errors.push(invalid(field, seconds, 'may not specify a duration less than 10 minutes'));
  if (seconds > LONGEST)
    errors.push(invalid(field, seconds, 'may not specify a duration larger than 2^32 seconds'));
  if (errors.length > 0) throw invalidObject({ group: GROUP, kind: 'TokenRequest' }, '', errors);
}

async function boundObject(server: Server, namespace: string, ref: unknown) {
  if (!isObject(ref)) return undefined;
  const { apiVersion, kind, name, uid } = ref as JsonObject;
  const resource = { Secret: 'secrets', Pod: 'pods' }[textOf(kind)];
  if (apiVersion !== 'v1' || resource === undefined) {
    const [first = '', second] = textOf(apiVersion).split('/');
    const version = second === undefined ? `/${first}` : `${first}/${second}`;
    throw badRequest(`cannot bind token to object of type ${version}, Kind=${textOf(kind)}`);
  }
  const found = await server.storage.get({ resource, namespace, name: textOf(name) });
  if (found === undefined) throw notFound({ group: '', resource }, textOf(name));
  if (textOf(uid) !== '' && uid !== found.metadata.uid)
    throw new StatusError(
      409,
      'Conflict',
      `Operation cannot be fulfilled on ${resource} "${textOf(name)}": the UID in the bound object reference (${textOf(uid)}) does not match the UID in record. The object might have been deleted and then recreated`,
      { name: textOf(name), kind: resource },
    );
  return { kind: textOf(kind), name: textOf(name), uid: found.metadata.uid! };
}
