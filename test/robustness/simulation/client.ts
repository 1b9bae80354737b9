// A client that asks for random things, one after the other, and writes down what it was promised.
import type { Cluster, Operation } from '@hikube/openapi/types';
import { type Answer, Asker, type Question } from './ask.ts';
import { sleep } from './faults.ts';
import type { Value } from './history.ts';
import type { World } from './world.ts';

const NAMES = ['alpha', 'beta'] as const;
/** Add-ons that wait for nothing else, one for each client. */
const ADDONS = ['cert-manager', 'flux', 'velero', 'gateway-api', 'monitoring'] as const;
const TRIES = 5;
const PAUSE_MS = 25_000;

/** A write about one thing that only this client writes. */
interface OwnWrite extends Question {
  readonly what: string;
  readonly value: Value;
}

/** See the top of the file. */
export class Client {
  readonly #asker: Asker;
  readonly #world: World;
  readonly #addon: string;
  readonly #group: string;
  #sent = 0;
  #last: string | undefined;

  constructor(world: World, tenant: string, number: number) {
    this.#world = world;
    this.#asker = new Asker(world, tenant, `c${number}`);
    this.#addon = ADDONS[number % ADDONS.length]!;
    this.#group = `g${number}`;
  }

  async run(actions: number): Promise<void> {
    for (let done = 0; done < actions; done += 1) {
      await sleep(this.#world.clock, this.#asker.random.int(PAUSE_MS));
      await this.#act(NAMES[this.#asker.random.int(NAMES.length)]!);
    }
  }

  async #act(name: string): Promise<void> {
    const cluster = await this.#look(name);
    if (cluster === undefined) return this.#create(name);
    const drawn = this.#asker.random.int(100);
    if (drawn < 34) return this.#label(cluster);
    if (drawn < 56) return this.#changeGroup(cluster);
    if (drawn < 70) return this.#changeAddon(cluster);
    if (drawn < 78) return this.#upgrade(cluster);
    if (drawn < 84) return this.#cancel();
    if (drawn < 92) return this.#delete(name);
    return this.#create(name);
  }

  /** Reads a cluster and compares it with what is known. */
  async #look(name: string): Promise<Cluster | undefined> {
    const { history } = this.#world;
    const before = new Map(history.generations);
    const removed = new Set(history.removed);
    const answer = await this.#asker.read(`/clusters/${name}`);
    if (answer.outcome === 'refused') return undefined;
    const cluster = answer.body as Cluster;
    const { uid, generation, labels, status } = cluster;
    if (generation < (before.get(uid) ?? 0)) {
      history.violate(
        `${name} was read at generation ${generation} after ${before.get(uid)} had been promised`,
      );
    }
    if (removed.has(uid) && status.phase !== 'Deleting') {
      history.violate(`${name} is ${status.phase} although its deletion was acknowledged`);
    }
    if (answer.headers.get('etag') !== `"${uid}.${generation}"`)
      history.violate(`the ETag of ${name} is wrong`);
    const mine = labels[this.#asker.name];
    if (!history.isPossible(uid, this.#asker.name, mine)) {
      history.violate(`${name} has ${this.#asker.name}=${mine}, which was overwritten or never written`);
    }
    history.sawGeneration(uid, generation);
    return cluster;
  }

  async #create(name: string): Promise<void> {
    const { history } = this.#world;
    const { tenant } = this.#asker;
    const question = this.#question('POST', '/clusters', (serial) => ({
      name,
      topology: 'development',
      labels: { by: serial },
    }));
    const serial = `${this.#asker.name}-${this.#sent}`;
    const creation = { tenant, name, outcome: 'open' as 'open' | 'unknown' | 'acknowledged' | 'refused' };
    history.creations.set(`${tenant}/${serial}`, creation);
    const answer = await this.#write(question);
    if (answer.outcome !== 'ok') creation.outcome = answer.outcome;
    else Object.assign(creation, { outcome: 'acknowledged', uid: (answer.body as Operation).target.uid });
  }

  async #label({ name, uid, generation }: Cluster): Promise<void> {
    const value = String(this.#sent + 1);
    const ifMatch = this.#asker.random.int(4) === 0 ? { 'if-match': `"${uid}.${generation}"` } : {};
    const body = { labels: { [this.#asker.name]: value } };
    const question = { ...this.#question('PATCH', `/clusters/${name}`, () => body), headers: ifMatch };
    const answer = await this.#writeOwn(name, uid, { ...question, what: this.#asker.name, value });
    if (answer.outcome !== 'ok') return;
    const { target, generation: reached } = answer.body as Operation;
    if (reached !== null) this.#world.history.updated(String(target.uid), reached);
  }

  async #changeGroup({ name, uid }: Cluster): Promise<void> {
    const possible = this.#world.history.possible(uid, this.#group);
    const replicas = String(this.#asker.random.int(3));
    const minReplicas = Number(replicas);
    const path = `/clusters/${name}/node-groups`;
    if (possible.has(undefined)) {
      const body = { name: this.#group, minReplicas, maxReplicas: 3 };
      const question = this.#question('POST', path, () => body);
      await this.#writeOwn(name, uid, { ...question, what: this.#group, value: replicas });
    } else if (this.#asker.random.int(3) === 0) {
      const question = this.#question('DELETE', `${path}/${this.#group}`);
      await this.#writeOwn(name, uid, { ...question, what: this.#group, value: undefined });
    } else {
      const question = this.#question('PATCH', `${path}/${this.#group}`, () => ({ minReplicas }));
      await this.#writeOwn(name, uid, { ...question, what: this.#group, value: replicas });
    }
  }

  async #changeAddon({ name, uid }: Cluster): Promise<void> {
    const path = `/clusters/${name}/addons/${this.#addon}`;
    const isThere = !this.#world.history.possible(uid, this.#addon).has(undefined);
    const question = isThere ? this.#question('DELETE', path) : this.#question('PUT', path, () => ({}));
    await this.#writeOwn(name, uid, { ...question, what: this.#addon, value: isThere ? undefined : 'on' });
  }

  async #upgrade({ name }: Cluster): Promise<void> {
    const targetVersion = ['1.34', '1.35'][this.#asker.random.int(2)];
    await this.#write(
      this.#question('POST', `/clusters/${name}/version-upgrades`, () => ({ targetVersion })),
    );
  }

  async #cancel(): Promise<void> {
    if (this.#last === undefined) return;
    const { history } = this.#world;
    const answer = await this.#write(this.#question('POST', `/operations/${this.#last}/cancel`));
    if (answer.outcome === 'refused') return;
    history.cancellations += 1;
    // What was asked for goes again, or stays if the cancellation never arrived.
    for (const uid of history.generations.keys()) {
      for (const what of [this.#group, this.#addon]) history.mayHaveWritten(uid, what, undefined);
    }
  }

  async #delete(name: string): Promise<void> {
    const { history } = this.#world;
    const { tenant } = this.#asker;
    const removal = { tenant, name, from: history.moment, until: Number.POSITIVE_INFINITY };
    history.uncertainRemovals.push(removal);
    const answer = await this.#write(this.#question('DELETE', `/clusters/${name}`));
    removal.until = history.moment;
    if (answer.outcome === 'unknown') return;
    history.uncertainRemovals.splice(history.uncertainRemovals.indexOf(removal), 1);
    if (answer.outcome === 'ok') history.removed.add(String((answer.body as Operation).target.uid));
  }

  /** Writes something of its own, and finds out which cluster it may have written it to. */
  async #writeOwn(name: string, uid: string, { what, value, ...question }: OwnWrite): Promise<Answer> {
    const { history } = this.#world;
    const answer = await this.#write(question);
    if (answer.outcome === 'refused') return answer;
    const after = await this.#asker.read(`/clusters/${name}`);
    const now = after.outcome === 'ok' ? (after.body as Cluster).uid : undefined;
    if (now !== undefined && now !== uid) {
      history.lostSight(uid, what);
      history.lostSight(now, what);
    } else if (answer.outcome === 'ok') history.wrote(uid, what, value);
    else history.mayHaveWritten(uid, what, value);
    return answer;
  }

  /** Most requests carry a key, and some are sent again although they were answered. */
  async #write(question: Question): Promise<Answer> {
    const answer = await this.#asker.write(question, 1 + this.#asker.random.int(TRIES));
    if (answer.outcome !== 'ok') return answer;
    this.#last = (answer.body as Operation).id;
    if (question.key !== undefined && this.#asker.random.int(4) === 0)
      await this.#asker.repeat(question, answer);
    return answer;
  }

  /** The clients of both tenants count alike, so that their keys are the same texts. */
  #question(method: string, path: string, body?: (serial: string) => object): Question {
    this.#sent += 1;
    const serial = `${this.#asker.name}-${this.#sent}`;
    return {
      method,
      path,
      ...(body === undefined ? {} : { body: body(serial) }),
      ...(this.#asker.random.int(5) === 0 ? {} : { key: `key-${serial}` }),
    };
  }
}
