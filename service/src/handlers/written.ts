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
  readonly page: PageWriter;
  readonly cluster: Writer<ClusterRecord, Cluster>;
  readonly nodeGroup: Writer<NodeGroupRecord, NodeGroup>;
  readonly addon: Writer<AddonRecord, Addon>;
}

export function createWriters(): Writers {
  return {
    page: createPageWriter(),
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

/** Writes pages of representations as answers, each once for as long as the same ones are on it. */
export type PageWriter = <View>(page: Page<Written<View>>) => Shown<Page<View>>;

/** @param most bytes that are kept at most */
export function createPageWriter(most: number = KEPT_CHARACTERS): PageWriter {
  const kept = new Kept<unknown, Page<unknown> & { readonly answer: Shown<Page<unknown>> }>(most);
  return <View>(page: Page<Written<View>>) => {
    // By the first one: of the pages that begin with it, the last is kept.
    const [first] = page.items;
    const known = kept.get(first);
    if (known !== undefined && isSame(known, page)) return known.answer as Shown<Page<View>>;
    const text = textOf(page);
    const body = { items: page.items.map(({ view }) => view), nextCursor: page.nextCursor };
    const answer = { kind: 'shown', body, text } as const;
    kept.set(first, { ...page, answer }, text.length);
    return answer;
  };
}

function isSame(one: Page<unknown>, other: Page<unknown>): boolean {
  return (
    one.nextCursor === other.nextCursor &&
    one.items.length === other.items.length &&
    one.items.every((item, index) => item === other.items[index])
  );
}

const encoder = new TextEncoder();

/** As bytes, because a long text would be encoded again each time that it is sent. */
function textOf({ items, nextCursor }: Page<Written<unknown>>): Uint8Array<ArrayBuffer> {
  const texts = items.map(({ text }) => text).join(',');
  return encoder.encode(`{"items":[${texts}],"nextCursor":${JSON.stringify(nextCursor)}}`);
}
