// What needs a service that lives on: refused with what to run for it, instead of accepted and forgotten with the process.
import { at, isObject, type JsonObject } from '@hikube/domain';
import { ANNOTATION_PREFIX } from '@hikube/domain/manifest';
import { Refusal } from '@hikube/service/http';
import { bodyOf, pathOf } from './what-is-asked.ts';

const RUN =
  'run the service for it, as docs/guides/run-on-cozystack.md says, and set endpoint and token in place of the kubeconfig';

const WINDOW_OF_MANIFEST = `${ANNOTATION_PREFIX}maintenance`;

/** Refuses a write or its preview. @throws Refusal `capability_missing` for what cannot be done here */
export function refuseWhatLasts({ method, url }: Pick<Request, 'method' | 'url'>, text: string): void {
  const path = pathOf(url);
  if (path.startsWith('/v1/tokens'))
    throw missing('', 'Tokens belong to a service', 'the kubeconfig is the only credential here');
  const body = bodyOf(text);
  if (method === 'POST' && /\/version-upgrades$/.test(path) && (body['start'] ?? 'now') !== 'now')
    throw missing(
      '/start',
      'An upgrade at a later time',
      'nobody is there to begin it when this process has ended',
    );
  if (/\/version-upgrades\/[^/]+\/(pause|resume)$/.test(path))
    throw missing('', 'A paused upgrade', 'nobody remembers the pause when this process has ended');
  if (body['maintenance'] !== undefined && body['maintenance'] !== null) throw missingWindow('/maintenance');
  if (objectAt(objectAt(body, 'metadata'), 'annotations')[WINDOW_OF_MANIFEST] !== undefined)
    throw missingWindow(at('', 'metadata', 'annotations', WINDOW_OF_MANIFEST));
  if (new URL(url).searchParams.get('applyIn') === 'window')
    throw missing('/applyIn', 'A change that waits for the window', 'nobody is there when it opens');
}

function objectAt(object: JsonObject, key: string): JsonObject {
  const inner = object[key];
  return isObject(inner) ? inner : {};
}

function missingWindow(pointer: string): Refusal {
  return missing(pointer, 'A maintenance window', 'nobody is there when it opens');
}

function missing(pointer: string, what: string, why: string): Refusal {
  const detail = `${what} needs a service that goes on running: ${why}. Leave it out, or ${RUN}.`;
  return new Refusal('capability_missing', detail, {
    errors: [{ pointer, code: 'capability_missing', detail }],
  });
}
