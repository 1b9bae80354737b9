// PUT: the whole object is replaced.
import { trackUpdate } from '../apply/field-manager.ts';
import { writerOf } from '../apply/writer.ts';
import { readBody } from '../http/body.ts';
import { clone } from '../json/json.ts';
import { respondObject } from '../read/respond-object.ts';
import type { Call, Server } from '../server.ts';
import { checkUid, commit } from './commit.ts';
import { create } from './create.ts';
import { decodeObject } from './decode-object.ts';
import { matchName, matchNamespace } from './match.ts';
import { readOptions } from './options.ts';

export async function handleUpdate(server: Server, call: Call): Promise<Response> {
  const { kind, info } = call;
  const { subresource } = info;
  const options = readOptions('UpdateOptions', call.query, call.request.headers.get('user-agent'));
  const object = await decodeObject(server, call, await readBody(call.request), options);
  matchNamespace(call, object);
  matchName(call, object);
  const { object: stored, created } = await commit(server, call, {
    subresource,
    dryRun: options.dryRun,
    next: async (live) => {
      if (kind.hosted !== undefined) return clone(object);
      checkUid(kind, object, live);
      const writer = writerOf(server, kind, options.manager, subresource);
      return trackUpdate(server.fieldType(kind), live, clone(object), writer);
    },
    ...(kind.behaviour.createOnUpdate &&
      subresource === '' && { create: () => create(server, call, clone(object), options) }),
  });
  return respondObject(server, call, stored, created ? 201 : 200);
}
