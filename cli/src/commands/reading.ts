// Commands that only read: a list, or one thing.
import type { Hikube } from '@hikube/sdk';
import { bodyOf } from '../contract/body.ts';
import type { Field } from '../contract/field.ts';
import { type Summary, summaryText } from '../output/summary/summary.ts';
import type { ViewName } from '../output/views.ts';
import type { Session } from '../session.ts';
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
      if (items.length === 0 && session.form.name === 'text') session.say('There is none.');
      return 0;
    },
  });
}

/** Of commands that show one thing. */
const ALL_OF_IT = {
  all: {
    kind: 'switch',
    brief: 'Everything that is known of it, field by field; -o yaml is the same for programs',
  },
} as const;

/**
 * One thing: what one looks at first, and with `--all` everything that is known of it.
 * @param summarise from what was read, and from what is asked beside it; without it, all of it is little
 */
export function shows<T extends object, Query extends object = object>(
  { kind, ...about }: Reading,
  read: (hikube: Hikube, args: readonly string[], query: Query) => PromiseLike<T>,
  summarise?: (value: T, hikube: Hikube) => Summary | Promise<Summary>,
): Command {
  return command({
    ...about,
    ...(summarise === undefined ? {} : { flags: ALL_OF_IT }),
    async run(session, { args, flags, fields }) {
      const query = (await bodyOf(about.fields ?? [], fields, session.load)) as Query;
      const hikube = await session.client();
      const value = await read(hikube, args, query);
      if (summarise === undefined || session.form.name !== 'text' || flags['all'] === true)
        await session.show(kind, value);
      else summarised(session, await summarise(value, hikube));
      return 0;
    },
  });
}

/** The summary where the result goes, and what comes next beside it. */
function summarised(session: Session, summary: Summary): void {
  const { stdout } = session.host;
  stdout.write(summaryText(summary, stdout.isTerminal ? stdout.columns : undefined));
  for (const line of summary.next ?? []) session.say(`next: ${line}`);
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
