// The emulator of the landing page: a cluster comes up before the reader, a site goes, time goes on.
import { after } from './clock.ts';
import { type Hosted, host } from './emulator/host.ts';
import { language } from './language.ts';
import { type Gland, told } from './told.ts';

const texts = {
  en: {
    starting: 'Starting the emulator',
    away: 'is away',
    up: 'Bring Gland back',
    of: 'of',
    parts: 'parts',
    sites: 'sites',
    node: 'node',
    nodes: 'nodes',
    running: 'prod is running',
    made: 'prod is there',
    lost: 'prod is running on two sites',
    back: 'Gland is back',
    catching: 'What runs there catches up.',
    full: 'Three API servers, three etcd members, two nodes.',
    two: 'Gland is away. Two of three etcd members are a majority, so that the API goes on taking changes.',
  },
  fr: {
    starting: 'Démarrage de l’émulateur',
    away: 'est absent',
    up: 'Rétablir Gland',
    of: 'sur',
    parts: 'étapes',
    sites: 'sites',
    node: 'nœud',
    nodes: 'nœuds',
    running: 'prod fonctionne',
    made: 'prod est là',
    lost: 'prod fonctionne sur deux sites',
    back: 'Gland est de retour',
    catching: 'Ce qui y tourne rattrape son retard.',
    full: 'Trois serveurs d’API, trois membres etcd, deux nœuds.',
    two: 'Gland est absent. Deux membres etcd sur trois sont une majorité, et l’API continue d’accepter des changements.',
  },
  de: {
    starting: 'Der Emulator startet',
    away: 'ist ausgefallen',
    up: 'Gland zurückholen',
    of: 'von',
    parts: 'Teilen',
    sites: 'Standorten',
    node: 'Knoten',
    nodes: 'Knoten',
    running: 'prod läuft',
    made: 'prod ist da',
    lost: 'prod läuft an zwei Standorten',
    back: 'Gland ist zurück',
    catching: 'Was dort läuft, holt auf.',
    full: 'Drei API-Server, drei Mitglieder von etcd, zwei Knoten.',
    two: 'Gland ist ausgefallen. Zwei von drei Mitgliedern von etcd sind eine Mehrheit, so dass die API weiter Änderungen annimmt.',
  },
}[language];

/** How much faster than life: a cluster takes some seconds. */
const SPEED = 45;
const LOOK_MS = 400;
const HOUR_MS = 3_600_000;
const BODY = { name: 'prod', nodeGroups: { web: { minReplicas: 2, maxReplicas: 5 } } };

interface Seen {
  readonly operation: {
    readonly status: string;
    readonly phase: string;
    readonly progress: { readonly percent: number; readonly done: number; readonly total: number };
  };
  readonly cluster: {
    readonly status: {
      readonly phase: string;
      readonly controlPlane?: {
        readonly members?: readonly { readonly site: string; readonly ready?: boolean }[];
      };
    };
  };
  readonly nodes: readonly { readonly site: string; readonly status: { readonly phase: string } }[];
}

interface State {
  gland: Gland;
}

/** Starts the cluster in its panel. */
export async function startCluster(panel: HTMLElement, worker: URL): Promise<void> {
  if (panel.dataset['started'] !== undefined) return;
  panel.dataset['started'] = '';
  const put = (name: string, text: string) => {
    const place = panel.querySelector(`[data-${name}]`);
    if (place !== null && place.textContent !== text) place.textContent = text;
  };
  put('phase', texts.starting);
  try {
    const hosted = await host(worker, SPEED);
    const created = await ask<{ id: string }>(hosted, 'POST', '/clusters', BODY);
    const state: State = { gland: 'there' };
    wireControls(panel, hosted, state);
    const look = async (): Promise<void> => {
      const before = state.gland;
      const seen = await see(hosted, created.id);
      draw(panel, put, seen, state.gland);
      // It has caught up: what comes after that has another reason.
      if (before === 'back' && state.gland === 'back' && seen.cluster.status.phase === 'Running')
        state.gland = 'there';
      put('clock', new Date(await hosted.now()).toISOString().slice(11, 16));
      after(LOOK_MS, () => void look());
    };
    await look();
  } catch (error) {
    put('text', error instanceof Error ? error.message : String(error));
  }
}

async function ask<Answer>(hosted: Hosted, method: string, path: string, body?: unknown): Promise<Answer> {
  const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
  const { text } = await hosted.send({
    method,
    path,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return JSON.parse(text) as Answer;
}

async function see(hosted: Hosted, operation: string): Promise<Seen> {
  return {
    operation: await ask(hosted, 'GET', `/operations/${operation}`),
    cluster: await ask(hosted, 'GET', '/clusters/prod'),
    nodes: (await ask<{ items: Seen['nodes'] }>(hosted, 'GET', '/clusters/prod/nodes')).items,
  };
}

function wireControls(panel: HTMLElement, hosted: Hosted, state: State): void {
  const site = panel.querySelector<HTMLButtonElement>('[data-site-switch]');
  const hour = panel.querySelector<HTMLButtonElement>('[data-hour]');
  site?.removeAttribute('aria-disabled');
  hour?.removeAttribute('aria-disabled');
  const label = site?.querySelector('span');
  const down = label?.textContent ?? '';
  site?.addEventListener('click', async () => {
    const isAway = state.gland !== 'away';
    state.gland = isAway ? 'away' : 'back';
    if (label) label.textContent = isAway ? texts.up : down;
    await hosted.setDown(isAway ? ['gland'] : []);
  });
  hour?.addEventListener('click', () => void hosted.advance(HOUR_MS));
}

function draw(panel: HTMLElement, put: (name: string, text: string) => void, seen: Seen, gland: Gland): void {
  const { operation, cluster, nodes } = seen;
  const { phase, text, done, total, what } = told(texts, operation, cluster.status.phase, gland);
  put('phase', phase);
  put('text', text);
  put('count', `${done} ${texts.of} ${total} ${what}`);
  const progress = panel.querySelector('progress');
  if (progress !== null) progress.value = total === 0 ? 0 : (100 * done) / total;
  const members = cluster.status.controlPlane?.members ?? [];
  for (const site of panel.querySelectorAll<SVGGElement>('g[data-site]')) {
    const id = site.dataset['site'] ?? '';
    const isAway = gland === 'away' && id === 'gland';
    site.classList.toggle('cut', isAway);
    const here = nodes.filter((node) => node.site === id && node.status.phase === 'Ready').length;
    const parts = members.some((member) => member.site === id && member.ready !== false)
      ? ['API', 'etcd']
      : [];
    if (here > 0) parts.push(`${here} ${here === 1 ? texts.node : texts.nodes}`);
    const note = site.querySelector('[data-note]');
    if (note !== null) note.textContent = isAway ? texts.away : parts.join(', ');
  }
  for (const link of panel.querySelectorAll<SVGPathElement>('[data-link]'))
    link.classList.toggle('cut', gland === 'away' && (link.dataset['link'] ?? '').includes('gland'));
}
