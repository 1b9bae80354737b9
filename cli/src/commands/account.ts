// hikube quota, hikube volume …: what the tenant has.
import { exitCode } from '../errors/exit-codes.ts';
import { command, type Group } from './command.ts';
import { EVERY, lists } from './reading.ts';
import { show } from './work.ts';

export const quota = command({
  brief: 'Show the limits of the tenant, and what is used',
  examples: ['hikube quota', 'hikube quota -o json'],
  async run(session) {
    const { quota: items } = await (await session.client()).tenant();
    await session.show('quota', { items });
    return 0;
  },
});

const remove = command({
  brief: 'Delete a volume that a deleted cluster has left, with all data',
  args: [{ name: 'volume', brief: 'Its uid' }],
  flags: { yes: { kind: 'switch', letter: 'y', brief: 'Do not ask' } },
  examples: ['hikube volume delete $VOLUME --yes'],
  async run(session, { args: [uid = ''], flags }) {
    const hikube = await session.client();
    if (!(await session.confirm(`Delete the volume ${uid} with all data?`, flags.yes))) {
      session.say('Nothing was changed.');
      return exitCode('no');
    }
    await show(session, 'retainedVolume', await hikube.volumes.delete(uid));
    return 0;
  },
});

export const volumeCommands: Group = {
  brief: 'Persistent volumes',
  commands: {
    list: lists(
      {
        kind: 'volume',
        brief: 'List the volumes of a cluster, or those that deleted clusters have left',
        args: [EVERY],
        examples: ['hikube volume list prod', 'hikube volume list'],
      },
      (hikube, [cluster]) =>
        cluster === undefined ? hikube.volumes.listRetained() : hikube.volumes.list(cluster),
    ),
    delete: remove,
  },
};
