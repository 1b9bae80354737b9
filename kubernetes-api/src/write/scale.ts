// `scale`: how many there are of something, without the rest of it.
import { trackUpdate } from '../apply/field-manager.ts';
import { writerOf } from '../apply/writer.ts';
import type { ScalePaths } from '../crd/custom-kind.ts';
import { mediaTypeOf, readBody } from '../http/body.ts';
import { at, clone, isObject, type Json, type JsonObject, objectOf, set } from '../json/json.ts';
import type { Kind } from '../kinds/kind.ts';
import { asJson, type KubernetesObject } from '../kinds/object.ts';
import { find } from '../read/list.ts';
import { respondObject } from '../read/respond-object.ts';
import type { Call, Server } from '../server.ts';
import { invalid } from '../status/field-error.ts';
import { badRequest, invalidObject, StatusError } from '../status/status.ts';
import { isIntegerOf } from '../types/scalars.ts';
import { commit } from './commit.ts';
import { bodyType, parseBody } from './decode-body.ts';
import { readOptions } from './options.ts';
import { APPLY_PATCH, patchType, readPatch } from './patch.ts';

const WORKLOAD: ScalePaths = {
  spec: ['spec', 'replicas'],
  status: ['status', 'replicas'],
  selector: undefined,
};

function pathsOf(kind: Kind): ScalePaths {
  return kind.custom?.scale ?? WORKLOAD;
}

/** A selector as text; workloads keep theirs in parts. */
function selectorText(kind: Kind, object: KubernetesObject, { selector }: ScalePaths): string {
  if (selector !== undefined) return String(at(object, ...selector) ?? '');
  if (kind.custom !== undefined) return '';
  const own = objectOf(at(object, 'spec', 'selector'));
  const labels = isObject(own['matchLabels']) ? own['matchLabels'] : own;
  return Object.entries(labels)
    .filter(([, value]) => typeof value === 'string')
    .map(([key, value]) => `${key}=${String(value)}`)
    .join(',');
}

export function scaleOf(kind: Kind, object: KubernetesObject): KubernetesObject {
  const paths = pathsOf(kind);
  const { name, namespace, uid, resourceVersion, creationTimestamp } = object.metadata;
  const replicas = Number(at(object, ...paths.spec) ?? 0);
  const selector = selectorText(kind, object, paths);
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name: name!,
      ...(namespace !== undefined && { namespace }),
      uid: uid!,
      resourceVersion: resourceVersion!,
      creationTimestamp: creationTimestamp!,
    },
    spec: replicas === 0 ? {} : { replicas },
    status: { replicas: Number(at(object, ...paths.status) ?? 0), ...(selector !== '' && { selector }) },
  };
}

export async function handleScale(server: Server, call: Call): Promise<Response> {
  const { kind, info, request } = call;
  if (info.verb === 'get') {
    const object = await find(server, kind, info.namespace, info.name);
    return respondObject(server, call, scaleOf(kind, object));
  }
  const header = request.headers.get('content-type');
  const type = info.verb === 'patch' ? scalePatchType(kind, header) : undefined;
  const options = readOptions(
    info.verb === 'patch' ? 'PatchOptions' : 'UpdateOptions',
    call.query,
    request.headers.get('user-agent'),
  );
  const bytes = await readBody(request);
  const text = new TextDecoder().decode(bytes);
  const change = type === undefined ? undefined : readPatch(type, text, undefined);
  const put =
    change === undefined
      ? objectOf(parseBody(bytes, bodyType(mediaTypeOf(header)), 'Scale').value)
      : undefined;
  const { object } = await commit(server, call, {
    subresource: 'scale',
    dryRun: options.dryRun,
    next: async (live) => {
      const scale = put ?? objectOf(change!.apply(asJson(scaleOf(kind, live))));
      const next = withReplicas(kind, live, scale);
      return trackUpdate(
        server.fieldType(kind),
        live,
        next,
        writerOf(server, kind, options.manager, 'scale'),
      );
    },
  });
  return respondObject(server, call, scaleOf(kind, object));
}

/** A number is not applied: nobody could hold it. @throws StatusError */
function scalePatchType(kind: Kind, header: string | null): string {
  const type = patchType(kind, header);
  if (type !== APPLY_PATCH) return type;
  throw new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
}

function withReplicas(kind: Kind, live: KubernetesObject, scale: JsonObject): KubernetesObject {
  const replicas = at(scale, 'spec', 'replicas') ?? 0;
  if (!isIntegerOf(32, replicas))
    throw badRequest('spec.replicas of a scale is a whole number of up to 2147483647');
  const path = pathsOf(kind).spec;
  if (replicas < 0)
    throw invalidObject({ group: kind.group, kind: kind.kind }, live.metadata.name ?? '', [
      invalid(`.${path.join('.')}`, replicas, 'should be a non-negative integer'),
    ]);
  const next = clone(live);
  const version = objectOf(scale['metadata'])['resourceVersion'];
  if (typeof version === 'string' && version !== '') next.metadata.resourceVersion = version;
  let place: JsonObject = asJson(next);
  for (const name of path.slice(0, -1)) {
    const inner: Json | undefined = place[name];
    if (!isObject(inner)) set(place, name, {});
    place = place[name] as JsonObject;
  }
  set(place, path.at(-1) ?? 'replicas', replicas);
  return next;
}
