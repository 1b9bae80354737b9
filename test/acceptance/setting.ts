// What nearly every story needs: one stack for all tests of a file, started before them and gone after them.
import { relative } from 'node:path';
import type { Hikube } from '@hikube/sdk';
import { afterAll, beforeAll } from 'vitest';
import type { Hand } from '../support/hand.ts';
import { handInSimulation } from '../support/hand-in-simulation.ts';
import { isNotFor } from '../support/left-out.ts';
import { type Api, type Place, placeOf, startOnCozystack } from '../support/on-cozystack.ts';
import {
  FULL_SPEED,
  type ServiceInside,
  type ServiceInsideOptions,
  startServiceInside,
} from '../support/service-inside.ts';
import { rewrite, type Stack, type StackOptions, startStack } from '../support/stack.ts';
import type { Workspace } from '../support/terraform.ts';
import { lackOf } from './on-cozystack.ts';

export interface SettingOptions extends Omit<StackOptions, 'service'> {
  /** The API runs in this process, with a hand behind it; not with `store`. Its speed is that of simulated clusters. */
  readonly inside?: ServiceInsideOptions;
  /** How much faster than life a Cozystack is: less than usual where credentials live for minutes. */
  readonly cozystackSpeed?: number;
  /** What answers is taken away and comes back, by `stack.kill` and `stack.restart`; not with `inside`. */
  readonly isKilled?: boolean;
}

/** A stack that is there while tests run. */
export interface Setting {
  readonly stack: Stack;
  readonly hikube: Hikube;
  /** What a story does behind the back of the API; only with `inside`. */
  readonly hand: Hand;
  /** The simulated service in this process, for what is about that alone; only with `inside`. */
  readonly service: ServiceInside;
  /** What is asked for gets on no further; not in a service that is a process and simulates, which has a speed for that. */
  holdStill(isHeld: boolean): void;
  /** A new workspace, initialised. */
  workspace(hcl?: string): Promise<Workspace>;
}

/** Long enough for a stack to start on a machine that is busy with other tests. */
export const PATIENCE_MS = 180_000;

/** Minutes become tenths of a second: there is time to see what happens in between. */
export const SLOW = 300;

const place = placeOf(process.env['HIKUBE_ACCEPTANCE']);

/** Of the Cozystack, for stories about nothing but that. */
export const release = place?.profile ?? '1.6.2';

/** Clusters are simulated, and everything is offered. */
export const isSimulated = place === undefined;

/** Where a service keeps what it knows: both embedded stores, and one wherever the platform is what changes. */
export const STORES: readonly ('memory' | 'sqlite')[] =
  place === undefined ? ['memory', 'sqlite'] : ['memory'];

/**
 * Whether this place has not what a part of a story needs, and prints why.
 * @param file of the story, as `import.meta.filename`
 * @param part as the table in `on-cozystack.ts` names it
 */
export function isNotHere(file: string, part: string): boolean {
  const name = relative(import.meta.dirname, file);
  return isNotFor(`${name}, ${part},`, lackOf(name, part, process.env['HIKUBE_ACCEPTANCE']));
}

/** Starts a stack for the tests around the call. */
export function setUp({
  inside,
  cozystackSpeed,
  isKilled = false,
  ...options
}: SettingOptions = {}): Setting {
  let stack: Stack | undefined;
  let hand: Hand | undefined;
  let service: ServiceInside | undefined;
  let api: Api | undefined;
  beforeAll(async () => {
    if (place !== undefined) {
      const { quota } = inside ?? {};
      api = await startOnCozystack(place, {
        isKilled,
        isShared: (options.provider ?? 'reattach') !== 'reattach',
        ...(cozystackSpeed === undefined ? {} : { speed: cozystackSpeed }),
        ...(quota === undefined ? {} : { quota }),
      });
      hand = api.hand;
      stack = await startStack({ ...options, api, provider: providerAt(place, options) });
      return;
    }
    if (inside !== undefined) service = await startServiceInside(inside);
    stack = await startStack({
      store: 'memory',
      speed: FULL_SPEED,
      ...options,
      ...(service === undefined ? {} : { service }),
    });
    if (service !== undefined) hand = handInSimulation(service, stack.hikube);
  }, PATIENCE_MS);
  afterAll(async () => {
    await stack?.dispose();
    await service?.stop();
    await api?.dispose();
  }, PATIENCE_MS);
  const started = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error('The setting is only there while tests run.');
    return part;
  };
  return {
    get stack() {
      return started(stack);
    },
    get hikube() {
      return started(stack).hikube;
    },
    get hand() {
      return started(hand);
    },
    get service() {
      return started(service);
    },
    holdStill(isHeld) {
      if (hand !== undefined) hand.standsStill = isHeld;
    },
    workspace: (hcl = '') => started(stack).workspace(hcl),
  };
}

/** Directly, a provider that terraform starts has the clock of the platform, which is faster than the machine's. */
function providerAt({ way }: Place, { provider = 'reattach' }: Pick<StackOptions, 'provider'>) {
  return way === 'direct' && provider === 'packed' ? 'struck' : provider;
}

/** Another API of the same kind, which has nothing of the first. */
export interface Elsewhere {
  /** Leads a command of a packed provider there. */
  readonly environment: Readonly<Record<string, string>>;
  dispose(): Promise<void>;
}

/** Starts another service, and behind it, or directly, another platform where tenants have the same names. */
export async function startElsewhere(): Promise<Elsewhere> {
  if (place !== undefined) return startOnCozystack(place, { isShared: true });
  const { endpoint, token, stop } = await startServiceInside();
  return { environment: { HIKUBE_ENDPOINT: endpoint, HIKUBE_TOKEN: token }, dispose: stop };
}

/** Writes the configuration and applies it; what goes wrong is for the caller to judge. */
export async function applyOf(workspace: Workspace, hcl: string) {
  await rewrite(workspace, hcl);
  return workspace.apply();
}

/** Writes the configuration and plans it. */
export async function planOf(workspace: Workspace, hcl: string) {
  await rewrite(workspace, hcl);
  return workspace.plan();
}

/** Resolves once `ready` gives something; asks again and again for three minutes. */
export async function until<T>(what: string, ready: () => Promise<T | undefined | false>): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await ready();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Nothing came of it in three minutes: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
