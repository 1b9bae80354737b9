// hikube events: what happened, and what happens.
import type { ClusterEvent, ClusterEventType, Hikube } from '@hikube/sdk';
import { bodyOf } from '../contract/body.ts';
import { wrong } from '../errors/cli-error.ts';
import { queries } from '../generated/fields.gen.ts';
import { cell } from '../output/table.ts';
import { columnsOf } from '../output/views.ts';
import type { Session } from '../session.ts';
import { command } from './command.ts';
import { EVERY } from './reading.ts';

interface Filter {
  readonly type?: ClusterEventType;
}

export const events = command({
  brief: 'Show what happened, newest last; --follow shows each event as it comes',
  args: [EVERY],
  fields: queries.listEvents,
  flags: {
    follow: { kind: 'switch', letter: 'f', brief: 'Go on until Ctrl-C' },
    limit: {
      kind: 'text',
      brief: 'How many of the last ones, without --follow; 50 by default',
      placeholder: 'number',
    },
  },
  examples: ['hikube events prod', 'hikube events --type Warning -o json'],
  async run(session, { args: [cluster], flags, fields }) {
    const hikube = await session.client();
    const filter = (await bodyOf(queries.listEvents, fields, session.load)) as Filter;
    if (flags.follow === true) {
      if (flags.limit !== undefined) throw wrong('--follow shows each event: leave --limit out.');
      return follow(session, hikube, cluster, filter);
    }
    const limit = countOf(flags.limit ?? '50');
    const items: ClusterEvent[] = [];
    for await (const event of listOf(hikube, cluster, { ...filter, limit: Math.min(limit, 200) })) {
      items.unshift(event);
      if (items.length >= limit) break;
    }
    await session.show('event', { items });
    return 0;
  },
});

function countOf(text: string): number {
  if (/^[1-9][0-9]{0,5}$/.test(text)) return Number(text);
  throw wrong(`--limit takes a number of 1 or more, and not ${JSON.stringify(text)}.`);
}

const listOf = (hikube: Hikube, cluster: string | undefined, filter: Filter & { limit: number }) =>
  cluster === undefined ? hikube.events.listAll(filter) : hikube.events.list(cluster, filter);

async function follow(
  session: Session,
  hikube: Hikube,
  cluster: string | undefined,
  filter: Filter,
): Promise<number> {
  const stop = new AbortController();
  const off = session.host.onInterrupt(() => stop.abort(STOPPED));
  const options = { ...filter, signal: stop.signal };
  try {
    const all =
      cluster === undefined ? hikube.events.watchAll(options) : hikube.events.watch(cluster, options);
    for await (const event of all) await tell(session, event);
    // The cluster is gone.
    return 0;
  } catch (error) {
    // Ctrl-C is how it is meant to end.
    if (error === STOPPED) return 0;
    throw error;
  } finally {
    off();
  }
}

const STOPPED = new Error('stopped');

/** One line for each, so that a program can read them as they come. */
async function tell(session: Session, event: ClusterEvent): Promise<void> {
  const { name } = session.form;
  if (name === 'json') session.host.stdout.write(`${JSON.stringify(event)}\n`);
  else if (name === 'yaml') {
    session.host.stdout.write('---\n');
    await session.show('event', event);
  } else if (name !== 'text') await session.show('event', event);
  else
    session.host.stdout.write(
      `${columnsOf('event')
        .map(({ of }) => cell(of(event)))
        .join('   ')}\n`,
    );
}
