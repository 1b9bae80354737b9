// A simulated cluster in the hands of a test: it is told what to want, and time is moved by hand.
import type { DesiredCluster, ObservedCluster } from '@hikube/service/platform';
import { catalogueOf } from '../catalogue.ts';
import type { Demand } from '../simulation.ts';
import { advance, change, nextChangeAt } from '../world/advance.ts';
import { createWorld, followWish } from '../world/create.ts';
import { createEnvironment, type Environment, withSite } from '../world/environment.ts';
import { DEFAULT_STOCK } from '../world/nodes/stock.ts';
import { observe } from '../world/observe.ts';
import type { Rules } from '../world/rules.ts';
import { beginTeardown, isGone } from '../world/teardown.ts';
import type { World } from '../world/world.ts';

/** Midnight, so that times in failures are easy to read. */
export const START = Date.UTC(2026, 0, 1);

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

export function rulesWith(overrides: Partial<Rules> = {}): Rules {
  return { seed: 'test', speed: 1, catalogue: catalogueOf('hikube-1.1.2'), faults: [], ...overrides };
}

/** One cluster, its surroundings and the time. */
export class Simulation {
  now = START;
  world: World;
  environment: Environment;
  rules: Rules;

  constructor(
    wish: DesiredCluster,
    rules: Rules = rulesWith(),
    environment = createEnvironment(DEFAULT_STOCK),
  ) {
    this.rules = rules;
    this.environment = environment;
    const answer = createWorld(wish, this.now, rules, environment);
    if ('refused' in answer) throw new Error(answer.refused.message);
    this.world = answer.world;
  }

  /** Wants something else. @returns why it is refused, if it is */
  want(wish: DesiredCluster): string | undefined {
    const answer = followWish(this.world, wish, this.now, this.rules, this.environment);
    if ('refused' in answer) return answer.refused.reason;
    this.world = answer.world;
    return undefined;
  }

  /** Wants the same with some changes, as a newer generation. */
  patch(changes: Partial<DesiredCluster>): string | undefined {
    const { desired } = this.world;
    return this.want({ ...desired, generation: desired.generation + 1, ...changes });
  }

  demand(group: string, demand: Demand): void {
    this.world = change(this.world, this.now, this.rules, this.environment, ({ world }) => {
      world.demand[group] = demand;
    });
  }

  remove(retains = false): void {
    this.world = change(this.world, this.now, this.rules, this.environment, (moment) =>
      beginTeardown(moment, retains),
    );
  }

  site(site: string, available: boolean): void {
    this.environment = withSite(this.environment, site, available, this.now);
    this.advance(0);
  }

  advance(ms: number): void {
    this.now += ms;
    this.world = advance(this.world, this.now, this.rules, this.environment);
  }

  /** Moves from event to event, looking at each, until nothing is due or the time is over. */
  play(limitMs: number, look: (seen: ObservedCluster, now: number) => void = () => {}): boolean {
    const end = this.now + limitMs;
    for (;;) {
      const next = nextChangeAt(this.world, this.environment);
      if (next === undefined) return true;
      if (next > end) {
        this.advance(end - this.now);
        return false;
      }
      this.advance(Math.max(0, next - this.now));
      look(this.see(), this.now);
    }
  }

  /** Moves until nothing is due any more. @returns milliseconds that it took */
  settle(limitMs = 2 * HOUR): number {
    const begun = this.now;
    if (!this.play(limitMs)) throw new Error('The cluster has not settled in time.');
    return this.now - begun;
  }

  see(): ObservedCluster {
    return observe(this.world, this.environment);
  }

  get isGone(): boolean {
    return isGone(this.world);
  }
}
