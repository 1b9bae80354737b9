// What the panel of the first cluster says.

/** Its words, in the language of the page. */
export interface ToldTexts {
  readonly parts: string;
  readonly sites: string;
  readonly running: string;
  readonly made: string;
  readonly lost: string;
  readonly back: string;
  readonly catching: string;
  readonly full: string;
  readonly two: string;
}

/** Where Gland is: `back` from when it is brought back until the cluster runs again. */
export type Gland = 'there' | 'away' | 'back';

interface Operation {
  readonly status: string;
  readonly phase: string;
  readonly progress: { readonly done: number; readonly total: number };
}

const SITES = 3;

/** How far the creation is and, once it is over, at how many sites the cluster is. */
export function told(
  texts: ToldTexts,
  { status, phase, progress }: Operation,
  clusterPhase: string,
  gland: Gland,
) {
  const { parts, sites } = texts;
  const { done, total } = progress;
  if (status !== 'succeeded') return { phase, text: clusterPhase, done, total, what: parts };
  if (gland === 'away')
    return { phase: texts.lost, text: texts.two, done: SITES - 1, total: SITES, what: sites };
  const all = { done: SITES, total: SITES, what: sites };
  if (clusterPhase === 'Running') return { phase: texts.running, text: texts.full, ...all };
  // Anything may be under way in a cluster; that a site is back is said of one that was away.
  return gland === 'back'
    ? { phase: texts.back, text: texts.catching, ...all }
    : { phase: texts.made, text: clusterPhase, ...all };
}
