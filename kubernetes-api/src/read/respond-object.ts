// One object as an answer, in the form that was asked for.

import { respond } from '../http/respond.ts';
import { asJson, type KubernetesObject } from '../kinds/object.ts';
import type { Call, Server } from '../server.ts';
import { notAcceptable } from '../status/status.ts';
import { partialOf } from './partial.ts';
import { tableOf } from './table.ts';

/** Warnings of a call as a header; each a value of its own. */
export function withWarnings(response: Response, warnings: readonly string[]): Response {
  for (const sentence of new Set(warnings))
    response.headers.append('warning', `299 - ${warningText(sentence)}`);
  return response;
}

function warningText(sentence: string): string {
  // A header holds one line of bytes.
  const line = sentence.replaceAll(/[\r\n]+/g, ' ').replaceAll(/[^\x20-\x7e]/g, '?');
  return `"${line.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

export function respondObject(server: Server, call: Call, object: KubernetesObject, status = 200): Response {
  const { accepted, kind, query, wishes } = call;
  const type = accepted.type;
  if (accepted.as === 'PartialObjectMetadataList')
    throw notAcceptable(
      `you requested PartialObjectMetadataList, but the requested object is not a list (*${goName(call)})`,
    );
  if (accepted.as === 'Table') {
    const table = tableOf(kind, [object], server.clock.now(), {
      version: accepted.version,
      include: query.get('includeObject') ?? '',
      metadata: { resourceVersion: object.metadata.resourceVersion ?? '' },
    });
    return respond(table, status, wishes, { type });
  }
  const body = accepted.as === 'PartialObjectMetadata' ? partialOf(object) : asJson(object);
  return respond(body, status, wishes, { type });
}

/** The Go type behind a kind, as refusals name it. */
export function goName({ kind }: Call, list = false): string {
  if (kind.custom !== undefined) return `unstructured.Unstructured${list ? 'List' : ''}`;
  const folder = kind.group === '' ? 'core' : (kind.group.split('.')[0] ?? '');
  return `${folder}.${list ? kind.listKind : kind.kind}`;
}
