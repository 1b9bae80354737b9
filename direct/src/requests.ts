// What becomes of a request: the picture is brought up to date, the service answers, and what was asked for is on the platform
// before the answer leaves. Nothing of it is in the memory of a process alone, but a deletion that the platform cannot take yet.
import type { Clock, PlatformError, Service } from '@hikube/service';
import { Refusal } from '@hikube/service/http';
import type { Store } from '@hikube/service/store';
import { OVERTAKEN } from './marks.ts';
import { type PlatformPicture, SUPERSEDED } from './picture.ts';
import { refuseWhatLasts } from './refusals.ts';
import { clusterIn, clusterOf, isList, isPreview, isSafe, withToken } from './what-is-asked.ts';

export interface RequestTools {
  readonly store: Pick<Store, 'sequence'>;
  readonly service: Pick<Service, 'fetch' | 'look'>;
  readonly tenant: string;
  readonly token: string;
  readonly picture: PlatformPicture;
  /** Whether somebody has looked how a cluster is. */
  readonly isSeen: (name: string) => Promise<boolean>;
  readonly clock: Clock;
  /** Brings the store to what the platform has. @throws PlatformError */
  readonly follow: () => Promise<void>;
}

// Whoever reads a hundred clusters one after the other asks the platform for the list of them once a second.
const FRESH_MS = 1_000;
// Somebody else who changes the same cluster again and again wins in the end.
const ATTEMPTS = 3;

export function createRequests(tools: RequestTools): (request: Request) => Promise<Response> {
  const { service, picture, clock, token } = tools;
  const follow = shared(tools.follow, clock);

  async function read(request: Request): Promise<Response> {
    await follow(FRESH_MS);
    const name = clusterIn(request);
    if (name !== undefined || isList(request)) await seeAll(tools, name);
    const answer = await service.fetch(withToken(request, token));
    // Terraform forgets what is not there: only the platform itself, asked for that one, says so.
    if (answer.status !== 404 || name === undefined || (await knows(request, name))) return answer;
    if (!(await picture.isGone(name)))
      throw new Refusal(
        'unavailable',
        `The platform does not list the cluster ${name}, and has it: try again.`,
      );
    return answer;
  }

  /** The cluster is here, so that only what was asked for in it is not. */
  async function knows({ url }: Request, name: string): Promise<boolean> {
    const { ok } = await service.fetch(withToken(new Request(new URL(`/v1/clusters/${name}`, url)), token));
    return ok;
  }

  async function write(request: Request): Promise<Response> {
    const body = await request.text();
    const headers = new Headers(request.headers);
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      await follow(0);
      const again = new Request(request.url, {
        method: request.method,
        headers,
        signal: request.signal,
        ...(body !== '' && { body }),
      });
      const { answer, failure } = await writeOnce(tools, again, clusterOf(request, body));
      if (failure?.reason !== OVERTAKEN) {
        if (failure?.retryable) throw failure;
        return answer;
      }
      // What was answered under its key did not come true.
      headers.delete('idempotency-key');
    }
    throw new Refusal('unavailable', 'Somebody else changes the cluster again and again: try again later.');
  }

  return async (request) => {
    if (isSafe(request)) return read(request);
    refuseWhatLasts(request, await request.clone().text());
    return isPreview(request) ? read(request) : write(request);
  };
}

/** What is new here has no status before its first look. The reconciler looks at everything, too, and may have been faster. */
async function seeAll(
  { service, tenant, picture, isSeen }: Pick<RequestTools, 'service' | 'tenant' | 'picture' | 'isSeen'>,
  name: string | undefined,
): Promise<void> {
  const see = async (each: string): Promise<void> => {
    if (!(await isSeen(each))) await service.look({ tenant, name: each });
  };
  await Promise.all(picture.takeUnseen(name).map(see));
}

interface Written {
  readonly answer: Response;
  /** Why what was accepted is not on the platform. */
  readonly failure?: PlatformError | undefined;
}

async function writeOnce(tools: RequestTools, request: Request, name: string | undefined): Promise<Written> {
  const { store, service, tenant, token, picture } = tools;
  const end = name === undefined ? () => undefined : picture.begin(name);
  try {
    if (name !== undefined) await seeAll(tools, name);
    const before = await store.sequence();
    const answer = await service.fetch(withToken(request, token));
    if (!answer.ok || name === undefined) return { answer };
    const nothingNew = (await store.sequence()) === before && picture.failureOf(name) === undefined;
    for (let look = 0; look < ATTEMPTS && !nothingNew; look += 1) {
      picture.tell(name, await service.look({ tenant, name }));
      // An older look was on its way, and this one has come to no more than that.
      if (picture.failureOf(name)?.reason !== SUPERSEDED) break;
    }
    const failure = picture.failureOf(name);
    if (failure !== undefined && !failure.retryable) picture.settle(name);
    return { answer, failure };
  } finally {
    end();
  }
}

/** One at a time for all who need it. @returns does it, unless it was done within that many milliseconds */
function shared(work: () => Promise<void>, clock: Clock): (maxAgeMs: number) => Promise<void> {
  let last: { readonly begunAt: number; readonly done: Promise<void> } | undefined;
  let next: Promise<void> | undefined;

  function begin(): Promise<void> {
    const done = work();
    const mine = { begunAt: clock.now(), done };
    last = mine;
    // What failed is no picture of anything.
    done.catch(() => {
      if (last === mine) last = undefined;
    });
    return done;
  }

  return async (maxAgeMs) => {
    if (last !== undefined && maxAgeMs > 0 && clock.now() - last.begunAt < maxAgeMs) return last.done;
    // What has begun already may have looked too early; whoever waits meanwhile waits for the same one.
    next ??= (last?.done ?? Promise.resolve())
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return begin();
      });
    return next;
  };
}
