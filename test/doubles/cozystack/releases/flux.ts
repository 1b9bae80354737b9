// Flux, as far as releases of applications show it: it notices them, renders them or says why not, and takes them away.
import {
  type Clock,
  type KubernetesObject,
  type Random,
  StatusError,
  type Storage,
} from '@hikube/kubernetes-api';
import { conditionsOf } from '../applications/conditions.ts';
import { KIND_LABEL, NAME_LABEL } from '../applications/maps.ts';
import { HELM_RELEASES, releasePath } from '../applications/release.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Application } from '../profiles/source.ts';
import { type Told, withConditions } from './conditions.ts';
import { type Endpoints, KubernetesLife } from './kubernetes.ts';
import { Plants } from './plants.ts';
import { chartRefusal, type Group, type Values } from './refusals.ts';
import type { Timings } from './timings.ts';
import { mergedValues } from './values.ts';
import { Work } from './work.ts';
import type { Writer } from './writer.ts';

const FINALIZER = 'finalizers.fluxcd.io';

export interface FluxOptions {
  readonly profile: Profile;
  readonly timings: Timings;
  readonly clock: Clock;
  readonly random?: Random;
  readonly storage: Storage;
  readonly writer: Writer;
  readonly endpoints: Endpoints;
  readonly onFailure: (error: unknown) => void;
}

interface Known {
  readonly namespace: string;
  /** Of the release. */
  readonly name: string;
  /** As the release of the platform has it. */
  application: Application;
  /** Of the application. */
  readonly own: string;
  /** The generation that was looked at last. */
  generation: number;
  revision: number;
  /** Grows with everything new, so that what was planned before is forgotten. */
  turn: number;
  leaving: boolean;
  life: KubernetesLife | undefined;
}

export class Flux {
  #of: FluxOptions;
  readonly #known = new Map<string, Known>();
  readonly #work: Work;
  readonly plants = new Plants();
  #end: () => void = () => {};

  constructor(options: FluxOptions) {
    this.#of = options;
    this.#work = new Work(options.clock, options.onFailure);
  }

  async start(): Promise<void> {
    const { storage } = this.#of;
    const end = await storage.watch(
      { resource: HELM_RELEASES },
      await storage.revision(),
      ({ type, object }) => (type === 'DELETED' ? this.#gone(object) : this.#seen(object)),
    );
    if (end !== 'compacted') this.#end = end;
  }

  stop(): void {
    this.#end();
    this.#work.stop();
    for (const { life } of this.#known.values()) life?.cluster?.stop();
  }

  idle(): Promise<void> {
    return this.#work.idle();
  }

  /** Everything has the charts of another release from now on. */
  exchange(profile: Profile): void {
    this.#of = { ...this.#of, profile };
    for (const known of this.#known.values()) {
      const { kind } = known.application;
      known.application = profile.applications.find((each) => each.kind === kind) ?? known.application;
    }
  }

  /** What is asked for is taken and nothing is done about it, or everything goes on. */
  standStill(still: boolean): void {
    this.#work.standStill(still);
  }

  /** When something is due next, in milliseconds since the epoch. */
  nextAt(): number {
    return this.#work.nextAt();
  }

  /** Clusters that are there, by namespace and name; also those that nothing leads to any more. */
  lives(): ReadonlyMap<string, KubernetesLife> {
    return new Map(
      [...this.#known.values()].flatMap(({ namespace, own, life }) =>
        life === undefined ? [] : [[`${namespace}/${own}`, life] as const],
      ),
    );
  }

  #seen(release: KubernetesObject): void {
    const { labels = {}, deletionTimestamp, generation = 1 } = release.metadata;
    const application = this.#of.profile.applications.find(({ kind }) => kind === labels[KIND_LABEL]);
    if (application === undefined) return;
    const known = this.#knownOf(release, application, labels[NAME_LABEL] ?? '');
    if (deletionTimestamp !== undefined) {
      if (known.leaving) return;
      known.leaving = true;
      known.turn += 1;
      this.#after(known, this.#of.timings.notice, () => this.#uninstall(known));
    } else if (known.generation !== generation) {
      known.generation = generation;
      known.turn += 1;
      this.#after(known, this.#of.timings.notice, () => this.#reconcile(known));
    } else if (!release.metadata.finalizers?.includes(FINALIZER)) {
      // Metadata alone wakes nobody: it is seen when the interval of the release is over.
      this.#after(known, this.#of.timings.interval, () => this.#protect(known));
    }
  }

  async #protect(known: Known): Promise<void> {
    const release = await this.#read(known);
    const { finalizers = [], deletionTimestamp } = release?.metadata ?? {};
    if (release === undefined || deletionTimestamp !== undefined || finalizers.includes(FINALIZER)) return;
    await this.#of.writer.patch(releasePath(known.namespace, known.name), {
      metadata: { finalizers: [...finalizers, FINALIZER] },
    });
  }

  #knownOf({ metadata }: KubernetesObject, application: Application, own: string): Known {
    const { namespace = '', name = '', uid = '' } = metadata;
    const key = `${namespace}/${name}/${uid}`;
    let known = this.#known.get(key);
    if (known === undefined) {
      const life = this.#leftOver(namespace, own);
      known = {
        namespace,
        name,
        application,
        own,
        generation: 0,
        revision: 0,
        turn: 0,
        leaving: false,
        life,
      };
      this.#known.set(key, known);
    }
    return known;
  }

  /** A cluster whose release went without being uninstalled is taken up by the next release of that name. */
  #leftOver(namespace: string, own: string): KubernetesLife | undefined {
    for (const [key, known] of this.#known)
      if (known.namespace === namespace && known.own === own && known.life !== undefined) {
        this.#known.delete(key);
        return known.life;
      }
    return undefined;
  }

  /** Without its finalizer a release is gone at once, and what it made stays. */
  #gone({ metadata }: KubernetesObject): void {
    const key = `${metadata.namespace}/${metadata.name}/${metadata.uid}`;
    const known = this.#known.get(key);
    if (known === undefined) return;
    known.turn += 1;
    known.leaving = true;
    if (known.life === undefined) this.#known.delete(key);
  }

  /** Unless something newer is to be done by then. */
  #after(known: Known, ms: number, work: () => Promise<void>): void {
    const { turn } = known;
    this.#work.after(ms, async () => {
      if (known.turn === turn) await work();
    });
  }

  async #read({ namespace, name }: Known): Promise<KubernetesObject | undefined> {
    return this.#of.storage.get({ resource: HELM_RELEASES, namespace, name });
  }

  async #tell(
    known: Known,
    told: Readonly<Record<string, Told | undefined>>,
    status: object = {},
  ): Promise<void> {
    const release = await this.#read(known);
    if (release === undefined) return;
    const conditions = withConditions(conditionsOf(release), told, this.#of.writer.time());
    await this.#of.writer.patch(`${releasePath(known.namespace, known.name)}/status`, {
      status: { ...status, conditions },
    });
  }

  async #reconcile(known: Known): Promise<void> {
    const { timings } = this.#of;
    const release = await this.#read(known);
    if (release === undefined || (release['spec'] as { suspend?: boolean }).suspend === true) return;
    await this.#protect(known);
    const action = known.revision === 0 ? 'install' : 'upgrade';
    const progressing: Told = {
      status: 'Unknown',
      reason: 'Progressing',
      message: `Running '${action}' action with timeout of 20m0s`,
    };
    await this.#tell(known, { Ready: progressing, Reconciling: { ...progressing, status: 'True' } });
    this.#after(known, timings.apply, () => this.#apply(known, action));
  }

  async #apply(known: Known, action: 'install' | 'upgrade'): Promise<void> {
    const { profile, timings } = this.#of;
    const release = await this.#read(known);
    if (release === undefined) return;
    const own = (release['spec'] as { values?: unknown }).values;
    const values = mergedValues(known.application.schema, own);
    const version = { lastAttemptedRevision: revisionOf(profile), observedGeneration: known.generation };
    const why =
      this.plants.refusalOf(known.own) ??
      chartRefusal(known.application, profile, values, known.own) ??
      known.life?.refusal(values) ??
      (await this.#render(known, values));
    if (why !== undefined) {
      await this.#refused(known, action, why, version);
      this.#after(known, timings.retry, () => this.#reconcile(known));
      return;
    }
    known.revision += 1;
    const waits = !profile.retriesOnFailure && known.application.kind === 'Kubernetes';
    if (waits && !known.life!.isOperational) {
      await this.#tell(known, {}, version);
      return;
    }
    await this.#succeeded(known, version);
  }

  /** @returns why the API server does not take what came out */
  async #render(known: Known, values: Values): Promise<string | undefined> {
    try {
      if (known.application.kind === 'Kubernetes') {
        known.life ??= this.#newLife(known);
        await known.life.apply(values);
      }
      const [cluster, pool] = (known.application.kind === 'KubernetesNodes' && this.#poolOf(known)) || [];
      await cluster?.join(pool!, values as Group);
      return undefined;
    } catch (error) {
      if (error instanceof StatusError) return error.message;
      throw error;
    }
  }

  async #refused(known: Known, action: 'install' | 'upgrade', why: string, version: object): Promise<void> {
    const title = action === 'install' ? 'Install' : 'Upgrade';
    const message = `Helm ${action} failed for release ${known.namespace}/${known.name} with chart ${known.application.chart}@${revisionOf(this.#of.profile)}: ${why}`;
    const failed: Told = { status: 'False', reason: `${title}Failed`, message };
    await this.#tell(known, { Ready: failed, Released: failed, Reconciling: undefined }, version);
    await this.#event(known, 'Warning', `${title}Failed`, message);
  }

  async #succeeded(known: Known, version: object = {}): Promise<void> {
    const title = known.revision <= 1 ? 'Install' : 'Upgrade';
    const message = `Helm ${title.toLowerCase()} succeeded for release ${known.namespace}/${known.name}.v${known.revision} with chart ${known.application.chart}@${revisionOf(this.#of.profile)}`;
    const done: Told = { status: 'True', reason: `${title}Succeeded`, message };
    await this.#tell(known, { Ready: done, Released: done, Reconciling: undefined }, version);
    await this.#event(known, 'Normal', `${title}Succeeded`, message);
  }

  #newLife(known: Known): KubernetesLife {
    const { profile, timings, clock, random, writer, endpoints } = this.#of;
    const { namespace, own } = known;
    return new KubernetesLife({
      owner: { namespace, name: own },
      profile,
      timings,
      clock,
      ...(random !== undefined && { random }),
      writer,
      endpoints,
      later: (ms, work) => this.#work.after(ms, work),
      isStuck: (group) => this.plants.isStuck(own, group),
      changed: () => this.#lives(known),
    });
  }

  /** The cluster of a pool, which is called after it, and the name of the pool in there. */
  #poolOf({ namespace, own }: Known): readonly [KubernetesLife, string] | undefined {
    for (const [key, life] of this.lives()) {
      const [place, cluster = ''] = key.split('/');
      if (place === namespace && own.startsWith(`${cluster}-`)) return [life, own.slice(cluster.length + 1)];
    }
    return undefined;
  }

  /** A release that waits for what it made is done when that runs. */
  async #lives(known: Known): Promise<void> {
    if (this.#of.profile.retriesOnFailure || known.leaving || !known.life?.isOperational) return;
    const release = await this.#read(known);
    const ready = release && conditionsOf(release).find(({ type }) => type === 'Ready');
    if (ready?.reason === 'Progressing') await this.#succeeded(known);
  }

  async #uninstall(known: Known): Promise<void> {
    const { timings, writer } = this.#of;
    const release = await this.#read(known);
    if (release === undefined) return;
    await this.#tell(known, {
      Ready: {
        status: 'Unknown',
        reason: 'Progressing',
        message: `Running 'uninstall' action with timeout of 5m0s`,
      },
    });
    const steps: (() => Promise<void>)[] = [
      async () => known.life?.removeMachines(),
      async () => known.life?.removeControlPlane(),
      async () => {
        known.life = undefined;
        const kept = (release.metadata.finalizers ?? []).filter((name) => name !== FINALIZER);
        await writer.patch(releasePath(known.namespace, known.name), { metadata: { finalizers: kept } });
      },
    ];
    const [cluster, pool] = (known.application.kind === 'KubernetesNodes' && this.#poolOf(known)) || [];
    if (cluster !== undefined) steps.splice(0, 2, () => cluster.leave(pool!));
    else if (known.life === undefined) steps.splice(0, 2);
    this.#takeAway(known, steps, timings.uninstall);
  }

  #takeAway(known: Known, [step, ...rest]: readonly (() => Promise<void>)[], ms: number): void {
    if (step === undefined) return;
    this.#after(known, ms, async () => {
      const why = this.plants.heldBy(known.own);
      if (why !== undefined) {
        const message = `Helm uninstall failed for release ${known.namespace}/${known.name} with chart ${known.application.chart}@${revisionOf(this.#of.profile)}: ${why}`;
        await this.#tell(known, { Ready: { status: 'False', reason: 'UninstallFailed', message } });
        this.#takeAway(known, [step, ...rest], ms);
        return;
      }
      await step();
      this.#takeAway(known, rest, ms);
    });
  }

  async #event(known: Known, type: string, reason: string, message: string): Promise<void> {
    const release = await this.#read(known);
    const { namespace, name } = known;
    const { writer } = this.#of;
    await writer.make(`/api/v1/namespaces/${namespace}/events`, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { generateName: `${name}.` },
      involvedObject: {
        apiVersion: 'helm.toolkit.fluxcd.io/v2',
        kind: 'HelmRelease',
        namespace,
        name,
        uid: release?.metadata.uid ?? '',
      },
      type,
      reason,
      message: message.slice(0, 1000),
      source: { component: 'helm-controller' },
      firstTimestamp: writer.time(),
      lastTimestamp: writer.time(),
      count: 1,
    });
  }
}

/** Of a chart: the release of the platform, and what it was built from. */
function revisionOf({ release }: Profile): string {
  return `${/^\d/.test(release) && release.includes('.') ? release : '0.0.0'}+a1b2c3d4e5f6`;
}
