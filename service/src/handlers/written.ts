// Representations together with their text. A view is a pure function of two frozen values, a record and the status of its
// cluster: while a store hands out the same two, what is answered is neither shaped nor written anew.
import type { Addon, Cluster, NodeGroup } from '@hikube/openapi/types';
import { Kept } from '../kept.ts';
import type { AddonRecord, ClusterRecord, ClusterStatusRecord, NodeGroupRecord } from '../model/records.ts';
import type { Shown } from './handler.ts';
import type { Page } from './paging/page.ts';
import { addonView, clusterView, nodeGroupView } from './views.ts';

/** A representation, which must not be changed, and its JSON. */
export interface Written<View> {
  readonly view: View;
  readonly text: string;
}

/** Characters of text that are kept at most for each kind; with what they mean, a few times as many bytes. */
const KEPT_CHARACTERS = 1 << 20;

/** Writes what is shown, once for as long as it is the same. */
export type Writer<Record, View> = (record: Record, status: ClusterStatusRecord | undefined) => Written<View>;

/** What is asked for most. */
export interface Writers {
  readonly cluster: Writer<ClusterRecord, Cluster>;
  readonly nodeGroup: Writer<NodeGroupRecord, NodeGroup>;
  readonly addon: Writer<AddonRecord, Addon>;
}

export function createWriters(): Writers {
  return {
    cluster: createWriter(clusterView),
    nodeGroup: createWriter(nodeGroupView),
    addon: createWriter(addonView),
  };
}

/** @param most characters that are kept at most */
export function createWriter<Record, View>(
  view: (record: Record, status: ClusterStatusRecord | undefined) => View,
  most: number = KEPT_CHARACTERS,
): Writer<Record, View> {
  const kept = new Kept<Record, Written<View> & { readonly status: ClusterStatusRecord | undefined }>(most);
  return (record, status) => {
    const known = kept.get(record);
    if (known !== undefined && known.status === status) return known;
    const shown = view(record, status);
    const written = { view: shown, text: JSON.stringify(shown), status };
    kept.set(record, written, written.text.length);
    return written;
  };
}

/** A representation as an answer. */
export function shown<View>({ view, text }: Written<View>, etag: string): Shown<View> & { text: string } {
  return { kind: 'shown', body: view, text, etag };
}

/** A page of representations as an answer. */
export function shownPage<View>({ items, nextCursor }: Page<Written<View>>): Shown<Page<View>> {
  const texts = items.map(({ text }) => text).join(',');
  return {
    kind: 'shown',
    body: { items: items.map(({ view }) => view), nextCursor },
    text: `{"items":[${texts}],"nextCursor":${JSON.stringify(nextCursor)}}`,
  };
}
