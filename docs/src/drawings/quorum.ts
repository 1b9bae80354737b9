// How many members of etcd have to agree, drawn for each count.
import { etcdQuorum, tolerableEtcdLosses } from '@hikube/domain';
import { type Html, html } from '../render/html.ts';

const STEP = 22;

/** Members as circles: those that are needed are full, those that may be away are dashed. */
export function quorumDrawing(members: number, title: string): Html {
  const needed = etcdQuorum(members);
  const circles = Array.from(
    { length: members },
    (_, at) =>
      html`<circle class="${at < needed ? 'needed' : 'spare'}" cx="${11 + at * STEP}" cy="11" r="7"/>`,
  );
  return html`<svg class="draw quorum" viewBox="0 0 ${members * STEP} 22" width="${members * STEP}" height="22" role="img" aria-label="${title}">${circles}</svg>`;
}

/** What the drawings say, in numbers. */
export function quorumFacts(members: number): { needed: number; spare: number } {
  return { needed: etcdQuorum(members), spare: tolerableEtcdLosses(members) };
}
