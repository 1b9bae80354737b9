// The Kubernetes API server as a library, against a Map that is read and written as JSON, without any of its promises.
import { createKubernetesApi } from '@hikube/kubernetes-api';
import { type Bench, type Figure, median, ratio } from './figure.ts';

const OBJECTS = 1_000;
const PATH = 'http://cluster/api/v1/namespaces/default/configmaps';

const bodyOf = (index: number): string =>
  JSON.stringify({ metadata: { name: `n${index}`, labels: { a: 'b' } }, data: { k: String(index) } });

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function post(body: string): Request {
  return new Request(PATH, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
}

/** What no server can do without: a request that is read, an object that is kept, an answer that is written. */
function bareMap() {
  const objects = new Map<string, object>();
  const listeners = new Set<(line: string) => void>();
  return {
    objects,
    listeners,
    async fetch(request: Request): Promise<Response> {
      const object = (await request.json()) as { metadata: { name: string } };
      objects.set(object.metadata.name, object);
      const line = `${JSON.stringify({ type: 'ADDED', object })}\n`;
      for (const listener of listeners) listener(line);
      return new Response(JSON.stringify(object), { status: 201 });
    },
  };
}

async function createAll(fetch: (request: Request) => Promise<Response>): Promise<void> {
  for (let index = 0; index < OBJECTS; index += 1) await (await fetch(post(bodyOf(index)))).text();
}

async function watched(): Promise<number> {
  const api = createKubernetesApi();
  const gone = new AbortController();
  const response = await api.fetch(new Request(`${PATH}?watch=true`, { signal: gone.signal }));
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const elapsed = await timed(async () => {
    const reading = (async () => {
      for (let lines = 0; lines < OBJECTS; ) {
        const { value = '' } = await reader.read();
        lines += value.split('\n').length - 1;
      }
    })();
    await createAll(api.fetch);
    await reading;
  });
  gone.abort();
  api.stop();
  return elapsed;
}

async function watchedMap(): Promise<number> {
  const map = bareMap();
  let lines = 0;
  map.listeners.add((line) => {
    lines += line.length > 0 ? 1 : 0;
  });
  return timed(async () => {
    await createAll(map.fetch);
    if (lines !== OBJECTS) throw new Error(`saw ${lines} of ${OBJECTS} changes`);
  });
}

/** What a person asks first: how many in a second. The ratio beside it is what compares with another machine. */
const inASecond = (name: string, times: readonly number[]): Figure => ({
  name,
  value: Math.round((OBJECTS / median(times)) * 1000),
  unit: 'count',
});

async function created(): Promise<number> {
  const api = createKubernetesApi();
  await api.settled();
  return timed(() => createAll(api.fetch));
}

export const bench: Bench = async () => {
  const [creates, events]: [number[], number[]] = [[], []];
  const kept = (times: number[], work: () => Promise<number>) => async () => {
    const taken = await work();
    times.push(taken);
    return taken;
  };
  return [
    await ratio(kept(creates, created), () => timed(() => createAll(bareMap().fetch)), {
      name: `kubernetes-api: ${OBJECTS} creates`,
      per: 'a bare Map behind fetch',
    }),
    inASecond('kubernetes-api: objects made in a second', creates),
    await ratio(kept(events, watched), watchedMap, {
      name: `kubernetes-api: ${OBJECTS} creates, each seen by a watch`,
      per: 'a bare Map behind fetch with a listener',
    }),
    inASecond('kubernetes-api: objects made and seen by a watch in a second', events),
  ];
};
