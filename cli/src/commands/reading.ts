// Commands that only read: a list, or one thing.
import type { Hikube } from '@hikube/sdk';
import { bodyOf } from '../contract/body.ts';
import type { Field } from '../contract/field.ts';
import type { ViewName } from '../output/views.ts';
import { type Argument, type Command, command } from './command.ts';

/** What such a command says of itself. */
interface Reading {
  readonly kind: ViewName;
  readonly brief: string;
  readonly args?: readonly Argument[];
  /** What narrows a list, from the contract. */
  readonly fields?: readonly Field[];
  readonly examples: readonly string[];
}

/** Every item of every page. */
export function lists<Query extends object>(
  { kind, ...about }: Reading,
  read: (hikube: Hikube, args: readonly string[], query: Query) => { toArray(): Promise<readonly object[]> },
): Command {
  return command({
    ...about,
    async run(session, { args, fields }) {
      const query = (await bodyOf(about.fields ?? [], fields, session.load)) as Query;
      const items = await read(await session.client(), args, query).toArray();
      await session.show(kind, { items });
      return 0;
    },
  });
}

/** One thing, with everything that is known of it. */
export function shows(
  { kind, ...about }: Reading,
  read: (hikube: Hikube, args: readonly string[]) => PromiseLike<object>,
): Command {
  return command({
    ...about,
    async run(session, { args }) {
      await session.show(kind, await read(await session.client(), args));
      return 0;
    },
  });
}

/** The cluster that something is in. */
export const CLUSTER = { name: 'cluster', brief: 'Name of the cluster', complete: 'clusters' } as const;

/** The same, where every cluster can be meant. */
export const EVERY = {
  name: 'cluster',
  brief: 'Name of the cluster; all clusters without it',
  complete: 'clusters',
  isOptional: true,
} as const;

/** In the API, the name that means every cluster. */
export const ALL = '-';
