// A body and its path must mean the same object.
import type { KubernetesObject } from '../kinds/object.ts';
import type { Call } from '../server.ts';
import { badRequest } from '../status/status.ts';

/** Takes the namespace of the path where the body has none; changes the object. @throws StatusError */
export function matchNamespace({ info, kind }: Call, { metadata }: KubernetesObject): void {
  if (!kind.namespaced) {
    if (metadata.namespace === '') delete metadata.namespace;
    return;
  }
  if ((metadata.namespace ?? '') === '') metadata.namespace = info.namespace;
  else if (metadata.namespace !== info.namespace)
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
}

/** @throws StatusError */
export function matchName({ info }: Call, { metadata }: KubernetesObject): void {
  const { name = '' } = metadata;
  if (name === '')
    throw badRequest(
      `the name of the object (${info.name} based on URL) was undeterminable: name must be provided`,
    );
  if (name !== info.name)
    throw badRequest(`the name of the object (${name}) does not match the name on the URL (${info.name})`);
}
