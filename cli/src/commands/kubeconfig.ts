// hikube kubeconfig …: kubectl on a cluster, without a secret that lasts on the disk.
import { filled } from '../contract/field.ts';
import { wrong } from '../errors/cli-error.ts';
import { exitCode, exitOf } from '../errors/exit-codes.ts';
import { bodies } from '../generated/fields.gen.ts';
import { cacheFile, credentialFor, issue, keep, oneLine } from '../kubeconfig/credential.ts';
import { type ExecOptions, userEntry } from '../kubeconfig/entry.ts';
import { kubeconfigFile, removeFrom, saveIn } from '../kubeconfig/file.ts';
import type { Session } from '../session.ts';
import { command, type Group } from './command.ts';
import { CLUSTER, lists } from './reading.ts';
import { show } from './work.ts';

const FILE = {
  file: {
    kind: 'text',
    brief: 'File to change; by default the one that kubectl would',
    placeholder: 'file',
  },
} as const;

/** What kubectl may do unless somebody says otherwise; never more than the token may. */
const ROLE = 'admin';
const FIELDS = filled(bodies.KubeconfigCreate, { role: ROLE });
const typedOf = (fields: Readonly<Record<string, readonly string[]>>) => ({ role: [ROLE], ...fields });

const save = command({
  brief: 'Put a cluster into the kubeconfig, and use it with kubectl from now on',
  more:
    'No secret is written: kubectl calls hikube for a credential that lives for minutes. What is in the file already stays\n' +
    'as it is, to the byte, and kubeconfig remove gives it back.',
  args: [CLUSTER],
  fields: FIELDS,
  flags: {
    ...FILE,
    name: {
      kind: 'text',
      brief: 'Name of the context in the file; hikube-<cluster> by default',
      placeholder: 'name',
    },
    use: { kind: 'switch', isNegatable: true, brief: 'Make it the current context of kubectl (default)' },
  },
  examples: [
    'hikube kubeconfig save prod',
    'hikube kubeconfig save prod --role view --name prod-view --no-use',
  ],
  async run(session, { args: [cluster = ''], flags, fields }) {
    const { host } = session;
    const target = await session.target();
    const hikube = await session.client();
    const { uid } = await hikube.clusters.get(cluster);
    const options: ExecOptions = {
      cluster,
      uid,
      typed: typedOf(fields),
      endpoint: target.direct === undefined ? hikube.endpoint : target.endpoint,
      context: target.context,
      direct: target.direct,
    };
    const { credential, kubeconfig } = await issue(session, options);
    await keep(session, await cacheFile(session, options), credential);
    const name = flags.name ?? `hikube-${cluster}`;
    const file = await kubeconfigFile(host, flags.file);
    const { parse } = await import('../yaml.ts');
    const [{ cluster: server }] = (parse(kubeconfig) as { clusters: [{ cluster: object }] }).clusters;
    const user = userEntry(name, host.self, options);
    await saveIn(host, file, {
      name,
      cluster,
      uid,
      server: { cluster: server },
      user,
      isCurrent: flags.use !== false,
    });
    session.say(`Saved ${cluster} as ${name} in ${file}.`);
    session.say(`next: kubectl${flags.use === false ? ` --context ${name}` : ''} get nodes`);
    if (session.form.name !== 'text') await session.show('context', { name, file, cluster });
    return 0;
  },
});

/** What kubectl and others may ask for. */
const VERSIONS = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1'];

const exec = command({
  brief: 'Give kubectl a credential; kubectl calls this by itself',
  more: 'Prints one document, or nothing at all and one line on standard error.',
  fields: FIELDS,
  flags: {
    cluster: {
      kind: 'text',
      brief: 'Name of the cluster',
      placeholder: 'name',
      complete: 'clusters',
      isRequired: true,
    },
    uid: {
      kind: 'text',
      brief: 'Its uid: a later cluster of this name is another one',
      placeholder: 'uid',
      isRequired: true,
    },
  },
  examples: ['hikube kubeconfig exec --cluster prod --uid $UID --role view'],
  async run(session, { flags, fields }) {
    try {
      const { cluster = '', uid = '' } = flags;
      const apiVersion = versionOf(session);
      const { endpoint, context, direct } = await session.target();
      const options = { cluster, uid, typed: typedOf(fields), endpoint, context, direct };
      const { token, expiresAt } = await credentialFor(session, options);
      const status = { expirationTimestamp: expiresAt, token };
      session.host.stdout.write(`${JSON.stringify({ apiVersion, kind: 'ExecCredential', status })}\n`);
      return 0;
    } catch (error) {
      session.host.stderr.write(`hikube: ${oneLine(error)}\n`);
      return exitCode(exitOf(error));
    }
  },
});

/** The version that is asked in. @throws CliError for one that is answered by nobody here */
function versionOf({ host }: Session): string {
  const text = host.environment['KUBERNETES_EXEC_INFO'];
  if (!text) return VERSIONS[0] ?? '';
  let asked: unknown;
  try {
    asked = (JSON.parse(text) as { apiVersion?: unknown }).apiVersion;
  } catch {
    throw wrong('KUBERNETES_EXEC_INFO is no JSON: it is set by kubectl, and by nobody else.');
  }
  const version = VERSIONS.find((each) => each === asked);
  if (version !== undefined) return version;
  throw wrong(
    `Credentials are asked for as ${String(asked)}, and hikube gives ${VERSIONS.join(' and ')}: update hikube, or what calls it.`,
  );
}

const remove = command({
  brief: 'Take a cluster out of the kubeconfig again, with every trace',
  args: [CLUSTER],
  flags: { ...FILE, name: { kind: 'text', brief: 'Only the context of this name', placeholder: 'name' } },
  examples: ['hikube kubeconfig remove prod'],
  async run(session, { args: [cluster = ''], flags }) {
    const file = await kubeconfigFile(session.host, flags.file);
    const isMeant = (saved: { name: string; cluster: string }) =>
      saved.cluster === cluster && (flags.name === undefined || saved.name === flags.name);
    const names = await removeFrom(session.host, file, isMeant);
    session.say(
      names.length === 0 ? `${file} has nothing of ${cluster}.` : `Removed ${names.join(', ')} from ${file}.`,
    );
    return 0;
  },
});

const revoke = command({
  brief: 'Make a kubeconfig worthless at once; without an id, all of a cluster',
  args: [
    CLUSTER,
    { name: 'kubeconfig', brief: 'Id of the kubeconfig', complete: 'kubeconfigs', isOptional: true },
  ],
  examples: ['hikube kubeconfig revoke prod', 'hikube kubeconfig revoke prod $KUBECONFIG'],
  async run(session, { args: [cluster = '', id] }) {
    const { kubeconfigs } = await session.client();
    if (id !== undefined) {
      await show(session, 'kubeconfig', await kubeconfigs.revoke(cluster, id));
      return 0;
    }
    const items = [];
    for await (const { id: each, revokedAt } of kubeconfigs.list(cluster))
      if (revokedAt === null) items.push(await kubeconfigs.revoke(cluster, each));
    await session.show('kubeconfig', { items });
    return 0;
  },
});

export const kubeconfigCommands: Group = {
  brief: 'Access to clusters with kubectl',
  commands: {
    save,
    exec,
    remove,
    revoke,
    list: lists(
      {
        kind: 'kubeconfig',
        brief: 'List what was issued, without its secrets',
        args: [CLUSTER],
        examples: ['hikube kubeconfig list prod'],
      },
      (hikube, [cluster = '']) => hikube.kubeconfigs.list(cluster),
    ),
  },
};
