// hikube apply, diff, export: clusters as the manifests that the platform documents.
import { ApiError } from '@hikube/sdk';
import { CliError, wrong } from '../errors/cli-error.ts';
import { exitCode, exitOf } from '../errors/exit-codes.ts';
import { tell } from '../errors/tell.ts';
import { type Difference, differenceOf } from '../manifests/difference.ts';
import { type Manifest, manifestsIn } from '../manifests/documents.ts';
import type { Session } from '../session.ts';
import { settle } from '../wait/settle.ts';
import { command } from './command.ts';
import { timeoutOf, WORK } from './flags.ts';
import { CLUSTER } from './reading.ts';

const FILE = {
  kind: 'texts',
  letter: 'f',
  brief: 'File with manifests, - for standard input',
  placeholder: 'file',
  isRequired: true,
} as const;

/** In an error. */
const named = (file: string) => (file === '-' ? 'standard input' : file);

async function differences(session: Session, files: readonly string[] = []): Promise<Difference[]> {
  const manifests: Manifest[] = [];
  for (const file of files) manifests.push(...(await manifestsIn(named(file), await session.load(file))));
  const twice = manifests.find(
    ({ name }, index) => manifests.findIndex((other) => other.name === name) !== index,
  );
  if (twice !== undefined)
    throw wrong(`There are two manifests of the cluster ${twice.name}: leave one out.`);
  const hikube = await session.client();
  const found: Difference[] = [];
  for (const manifest of manifests)
    found.push(
      await differenceOf(hikube, manifest).catch((error: unknown) => {
        throw inFile(error, manifest);
      }),
    );
  return found;
}

/** What the API refuses, with file and line of each field. */
function inFile(error: unknown, { placeOf }: Manifest): unknown {
  const fields = error instanceof ApiError ? error.errors.filter(({ pointer }) => pointer !== '') : [];
  if (fields.length === 0) return error;
  const [what = '', ...lines] = tell(
    error,
    fields.map(({ pointer }) => `${placeOf(pointer)}: ${pointer}`),
  );
  const next = lines.map((line) => line.replace(/^ {2}/, ''));
  return new CliError(what.replace(/^error: /, ''), { exit: exitOf(error), next });
}

const isChange = ({ impact }: Difference) => impact.changes.length > 0;
const linesOf = ({ manifest, lines }: Difference) => [
  `cluster ${manifest.name}:`,
  ...lines.map((line) => `  ${line}`),
];

export const diff = command({
  brief: 'Show what manifests would change, and change nothing; ends with 1 where there is a difference',
  flags: { file: FILE },
  examples: ['hikube diff -f prod.yaml'],
  async run(session, { flags }) {
    const found = await differences(session, flags.file);
    await tellAll(session, found);
    return exitCode(found.some(isChange) ? 'no' : 'done');
  },
});

/** To standard output. */
async function tellAll(session: Session, found: readonly Difference[]): Promise<void> {
  if (session.form.name !== 'text')
    return session.show('impact', { items: found.map(({ impact }) => impact) });
  session.host.stdout.write(
    found
      .flatMap(linesOf)
      .map((line) => `${line}\n`)
      .join(''),
  );
}

export const apply = command({
  brief: 'Make clusters what manifests say: create them, or change them and everything in them',
  more:
    'Says what was read in another way than it was written, shows what changes, and asks. Node groups and add-ons that\n' +
    'a manifest leaves out are deleted. A cluster that changed after it was compared is left alone.',
  flags: { ...WORK, file: FILE },
  examples: [
    'hikube apply -f new.yaml --yes',
    'hikube apply -f prod.yaml --preview',
    'hikube apply --yes -f - < prod.yaml',
  ],
  async run(session, { flags }) {
    const timeoutMs = timeoutOf(flags);
    const found = await differences(session, flags.file);
    if (flags.preview === true) {
      await tellAll(session, found);
      return exitCode('done');
    }
    const changes = found.filter(isChange);
    for (const each of found) for (const line of linesOf(each)) session.say(line);
    if (changes.length > 0 && !(await session.confirm('Apply?', flags.yes))) {
      session.say('Nothing was changed.');
      return exitCode('no');
    }
    const { clusters, manifests } = await session.client();
    const works = changes.map(({ manifest, condition }) =>
      manifests.put(manifest.name, manifest.text, condition),
    );
    // Each is accepted before the first is waited for: a wait that ends leaves none of them unsent.
    const accepted = [];
    for (const work of works) accepted.push(await work.accepted);
    if (flags.wait === false) {
      for (const { id } of accepted) session.say(`wait: hikube operation wait ${id}`);
      await session.show('operation', { items: accepted });
      return exitCode('done');
    }
    for (const work of works) await settle(session, work, { timeoutMs });
    const items = await Promise.all(found.map(({ manifest }) => clusters.get(manifest.name)));
    await session.show('cluster', { items });
    return exitCode('done');
  },
});

export const exportManifest = command({
  brief: 'Print the manifest of a cluster with everything in it, as apply takes it',
  args: [CLUSTER],
  examples: ['hikube export prod'],
  async run(session, { args: [cluster = ''] }) {
    const text = await (await session.client()).manifests.get(cluster);
    const { name } = session.form;
    if (name === 'text' || name === 'yaml') session.host.stdout.write(text);
    else {
      const { parse } = await import('../yaml.ts');
      await session.show('manifest', parse(text) as object);
    }
    return 0;
  },
});
