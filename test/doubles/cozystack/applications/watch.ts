// A watch of applications: their HelmReleases from the beginning, without what happened in between, and a change whenever
// one of their monitors changes.
import {
  type Asked,
  type HostedEvent,
  type KubernetesObject,
  type ListOptions,
  matchesLabels,
  type StoredChange,
} from '@hikube/kubernetes-api';
import type { Backend } from '../platform/backend.ts';
import { endOfInitial, startOf, wantsInitial } from '../platform/bookmarks.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Application } from '../profiles/source.ts';
import { MONITORS } from './conditions.ts';
import { type Converter, isOf } from './convert.ts';
import { GROUP, NAME_LABEL } from './maps.ts';
import { tenantNamespace } from './names.ts';
import { HELM_RELEASES } from './release.ts';
import { exactly, prefixedSelector } from './selection.ts';

export interface WatchOptions {
  readonly application: Application;
  readonly profile: Profile;
  readonly backend: Backend;
  readonly convert: Converter;
}

type Send = (event: HostedEvent) => void;

export async function watchApplications(
  of: WatchOptions,
  asked: Asked,
  options: ListOptions,
  send: Send,
): Promise<() => void> {
  const watch = new ApplicationWatch(of, asked, options, send);
  await watch.start();
  return () => watch.stop();
}

class ApplicationWatch {
  readonly #of: WatchOptions;
  readonly #asked: Asked;
  readonly #options: ListOptions;
  readonly #send: Send;
  readonly #labels: ReturnType<typeof prefixedSelector>;
  /** Events are told in the order in which things happened, though telling one takes a while. */
  #turn: Promise<void> = Promise.resolve();
  #ends: (() => void)[] = [];
  #over = false;

  constructor(of: WatchOptions, asked: Asked, options: ListOptions, send: Send) {
    this.#of = of;
    this.#asked = asked;
    this.#options = options;
    this.#send = send;
    this.#labels = prefixedSelector(options.labels);
  }

  async start(): Promise<void> {
    const { backend, profile, application } = this.#of;
    const place = this.#asked.namespace === '' ? {} : { namespace: this.#asked.namespace };
    this.#ends.push(
      await backend.watch(
        { resource: HELM_RELEASES, ...place },
        (items, revision) => this.#queue(() => this.#initial(items, revision)),
        (change) => this.#queue(() => this.#changed(change)),
      ),
    );
    if (profile.showsWorkloads) {
      const where = application.kind === 'Tenant' ? {} : place;
      this.#ends.push(
        await backend.watch(
          { resource: MONITORS, ...where },
          (items) => {
            for (const monitor of items) this.#queue(() => this.#monitored(monitor));
          },
          ({ object }) => this.#queue(() => this.#monitored(object)),
        ),
      );
    }
    await this.#turn;
  }

  stop(): void {
    this.#over = true;
    for (const end of this.#ends) end();
  }

  #queue(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(() => (this.#over ? undefined : work()));
  }

  #isWanted({ metadata }: KubernetesObject): boolean {
    const { application } = this.#of;
    const [name, namespace] = [
      exactly(this.#options, 'metadata.name'),
      exactly(this.#options, 'metadata.namespace'),
    ];
    const own = (metadata.name ?? '').slice(application.prefix.length);
    if (name !== '' && name !== own) return false;
    if (this.#asked.name !== '' && this.#asked.name !== own) return false;
    return namespace === '' || namespace === metadata.namespace;
  }

  #isSelected({ metadata: { labels } }: KubernetesObject): boolean {
    return isOf(labels, this.#of.application) && matchesLabels(this.#labels, labels);
  }

  async #initial(items: readonly KubernetesObject[], revision: number): Promise<void> {
    const start = startOf(this.#options);
    for (const release of items)
      if (this.#isSelected(release) && this.#isWanted(release))
        if (start === 0 || Number(release.metadata.resourceVersion) > start)
          this.#send({ type: 'ADDED', object: await this.#of.convert(release) });
    if (!wantsInitial(this.#options)) return;
    const empty = {
      kind: this.#of.application.kind,
      apiVersion: `${GROUP}/v1alpha1`,
      metadata: {},
      status: {},
    };
    this.#send(endOfInitial(empty, revision));
  }

  async #changed({ type, object, previous, revision }: StoredChange): Promise<void> {
    const is = type !== 'DELETED' && this.#isSelected(object);
    const was = previous !== undefined && this.#isSelected(previous);
    if (!is && !was) return;
    if (is) {
      if (!this.#isWanted(object)) return;
      const added = !was;
      const start = startOf(this.#options);
      if (added && start > 0 && Number(object.metadata.resourceVersion) <= start) return;
      this.#send({ type: added ? 'ADDED' : 'MODIFIED', object: await this.#of.convert(object) });
      return;
    }
    const gone = { ...previous!, metadata: { ...previous!.metadata, resourceVersion: String(revision) } };
    if (this.#isWanted(gone)) this.#send({ type: 'DELETED', object: await this.#of.convert(gone) });
  }

  /** The version of such a change is that of the monitor. */
  async #monitored(monitor: KubernetesObject): Promise<void> {
    const { application, backend, convert } = this.#of;
    const { labels, namespace = '', resourceVersion = '' } = monitor.metadata;
    const name = labels?.[NAME_LABEL];
    if (!isOf(labels, application) || name === undefined) return;
    const isTenant = application.kind === 'Tenant';
    if (isTenant && tenantNamespace(this.#asked.namespace, name) !== namespace) return;
    const place = isTenant ? this.#asked.namespace : namespace;
    const release = await backend.get(HELM_RELEASES, place, `${application.prefix}${name}`);
    if (release === undefined || !this.#isWanted(release)) return;
    if (!matchesLabels(this.#labels, release.metadata.labels)) return;
    const object = await convert(release, monitor);
    object.metadata.resourceVersion = resourceVersion;
    this.#send({ type: 'MODIFIED', object });
  }
}
