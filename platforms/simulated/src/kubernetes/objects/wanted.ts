// What a write of an object comes to: its document, and the sums of what its cluster keeps.
import type { KubernetesObject, ObjectKey } from '@hikube/kubernetes-api';
import type { Clock, ClusterRef } from '@hikube/service/platform';
import type { Envelope } from '@hikube/service/secrets';
import type { Add, DocumentKey } from '@hikube/service/store';
import { bodyOf, documentKey, type Kept, type ObjectBody, SECRET_KIND, sumsKey } from './documents.ts';

/** How much one cluster keeps. */
export interface ObjectLimits {
  readonly objects: number;
  /** Of all objects together, as JSON. */
  readonly bytes: number;
}

/** What is to be stored. */
export interface WantedDocument {
  readonly key: DocumentKey;
  readonly body: ObjectBody;
}

interface Wanted {
  readonly key: ObjectKey;
  /** Absent: it goes. */
  readonly object: KubernetesObject | undefined;
  /** What is kept now. */
  readonly kept: Kept | undefined;
  /** It was there from the birth of the cluster. */
  readonly isInitial: boolean;
}

// What went is told whole to watches that come back, or by its name where that would be a lot to keep, or a secret.
const LAST_WORDS_BYTES = 8_192;

function isLive(kept: Kept | undefined): kept is Kept {
  return kept !== undefined && kept.removedAt === undefined;
}

/** The document of an object, or of one that goes, which must be kept now. */
export async function documentFor(
  { envelope, clock, ref }: { readonly envelope: Envelope; readonly clock: Clock; readonly ref: ClusterRef },
  { key, object, kept, isInitial }: Wanted,
): Promise<WantedDocument> {
  const place = documentKey(ref, key);
  const created = isLive(kept) ? kept.created : isInitial ? 1 : undefined;
  const rest = { ...(created !== undefined && { created }) };
  if (object !== undefined) return { key: place, body: await bodyOf(envelope, place, object, rest) };
  const isBare = place.kind === SECRET_KIND || kept!.bytes > LAST_WORDS_BYTES;
  const last = isBare ? nameOf(kept!.object) : kept!.object;
  const body = await bodyOf(envelope, place, last, { ...rest, removedAt: clock.now() });
  return { key: place, body };
}

/** The sums after a write; what makes them grow is bounded. */
export function sumsAfter(
  { ref, limits }: { readonly ref: ClusterRef; readonly limits: ObjectLimits },
  body: ObjectBody,
  kept: Kept | undefined,
): Add {
  const counts = body.removedAt === undefined;
  const counted = isLive(kept);
  const objects = Number(counts) - Number(counted);
  const bytes = (counts ? body.bytes : 0) - (counted ? kept.bytes : 0);
  return {
    key: sumsKey(ref),
    add: { objects: BigInt(objects), bytes: BigInt(bytes) },
    atMost: {
      ...(objects > 0 && { objects: BigInt(limits.objects) }),
      ...(bytes > 0 && { bytes: BigInt(limits.bytes) }),
    },
    expect: 'any',
  };
}

/** Who an object was. */
function nameOf({ apiVersion, kind, metadata }: KubernetesObject): KubernetesObject {
  const { managedFields: _fields, annotations: _annotations, ...rest } = metadata;
  return { apiVersion, kind, metadata: rest };
}
