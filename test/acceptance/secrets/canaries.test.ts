// A canary is a secret that is easy to find. None may be in state, plan, TRACE log, error text or crash output.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { installIntoMirror } from '@hikube/terraform-provider/packaging';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isForFullRun } from '../../support/left-out.ts';
import { rewrite } from '../../support/stack.ts';
import type { RunOptions, Workspace } from '../../support/terraform.ts';
import { errorsOf, expectEmpty, expectSuccess } from '../expect.ts';
import { isNotHere, PATIENCE_MS, setUp } from '../setting.ts';

const inflate = promisify(inflateRaw);

/** Where the token of the provider comes from. */
const WAYS = ['the environment', 'the provider block'] as const;

const configuration = (way: (typeof WAYS)[number], version: number) => `
variable "password" {
  type      = string
  ephemeral = true
}
variable "token" {
  type      = string
  ephemeral = true
  default   = null
}
provider "hikube" {
  ${way === 'the provider block' ? 'token = var.token' : ''}
}
resource "hikube_kubernetes_cluster" "main" {
  name     = "prod"
  topology = "development"
}
ephemeral "hikube_kubernetes_kubeconfig" "main" {
  cluster_id = hikube_kubernetes_cluster.main.id
  role       = "view"
}
resource "hikube_kubernetes_addon" "velero" {
  cluster_id                 = hikube_kubernetes_cluster.main.id
  name                       = "velero"
  values_override            = jsonencode({ visible = "in-plain-sight" })
  values_override_wo         = jsonencode({ password = var.password, kube = ephemeral.hikube_kubernetes_kubeconfig.main.token })
  values_override_wo_version = ${version}
}
`;

const counts = { canaries: 0, texts: 0, bytes: 0, found: 0 };
afterAll(() => {
  const { canaries, texts, bytes, found } = counts;
  console.log(`secrets: ${canaries} canaries looked for in ${texts} texts (${bytes} bytes): ${found} found`);
});

test(
  'what was in the environment while the provider was packed is not in the package',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hikube-packed-'));
    const canary = `canary-packed-${crypto.randomUUID()}`;
    const names = ['HIKUBE_TOKEN', 'HIKUBE_ENDPOINT', 'NPM_TOKEN', 'NODE_AUTH_TOKEN'];
    const before = names.map((name) => [name, process.env[name]] as const);
    try {
      for (const name of names) process.env[name] = canary;
      const place = await installIntoMirror(folder);
      const packed = new Map<string, string>();
      for (const file of await readdir(place))
        packed.set(`package: ${file}`, await readFile(join(place, file), 'latin1'));
      expect([...packed.values()].join('')).toContain('hikube_kubernetes_cluster');
      expectNone({ canary, checkout: process.cwd() }, packed);
    } finally {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      await rm(folder, { recursive: true });
    }
  },
  PATIENCE_MS,
);

// The same story for each of them; the short run has one.
const TRIED =
  isForFullRun('A token in the provider block') || isNotHere(import.meta.filename, 'the provider block')
    ? WAYS.slice(0, 1)
    : WAYS;

describe.each(TRIED)('with the token in %s', (way) => {
  const setting = setUp({ provider: 'struck', inside: {}, cozystackSpeed: 10 });
  const password = `canary-password-${crypto.randomUUID()}`;
  let workspace: Workspace;
  let token: string;
  const texts = new Map<string, string>();

  const options = (more: Record<string, string> = {}): RunOptions => ({
    environment: {
      TF_VAR_password: password,
      TF_LOG: 'TRACE',
      TF_LOG_PATH: join(workspace.folder, 'trace.log'),
      ...(way === 'the provider block' ? { TF_VAR_token: token, HIKUBE_TOKEN: '' } : {}),
      ...more,
    },
  });

  beforeAll(async () => {
    token = setting.hand.credential;
    workspace = await setting.workspace();
    await rewrite(workspace, configuration(way, 1));
  }, PATIENCE_MS);

  test(
    'create, change, import, refuse, crash and destroy write no secret anywhere',
    async () => {
      const keep = async (name: string, run: { readonly stdout: string; readonly stderr: string }) => {
        texts.set(`${name}: output`, run.stdout + run.stderr);
        await keepFiles(name, workspace, texts);
      };
      const plan = await workspace.run(['plan', '-out=plan.tfplan'], options());
      await keep('plan', plan);
      const shown = await workspace.run(['show', '-json', 'plan.tfplan'], options());
      await keep('plan as JSON', shown);
      expect(shown.stdout).toContain('in-plain-sight');

      const applied = await workspace.apply([], options());
      expectSuccess(applied);
      await keep('apply', applied);
      const sent = JSON.stringify(await setting.hand.valuesOf('prod', 'velero'));
      expect(sent).toContain(password);
      const kube = setting.hand.kubeconfigToken.exec(sent)?.[0] ?? '';
      expect(kube).not.toBe('');
      const addon = await setting.hikube.addons.get('prod', 'velero');
      expect(addon).toMatchObject({ hasSecretValues: true, valuesOverride: { visible: 'in-plain-sight' } });
      texts.set('what the API answers', JSON.stringify(addon));

      await rewrite(workspace, configuration(way, 2));
      await keep('update', await workspace.apply([], options()));

      const velero = 'hikube_kubernetes_addon.velero';
      await keep('forgotten', await workspace.run(['state', 'rm', velero], options()));
      const imported = await workspace.run(['import', velero, 'prod/velero'], options());
      expectSuccess(imported);
      await keep('import', imported);
      expect(await workspace.stateText()).toContain('in-plain-sight');
      await keep('plan after import', await workspace.run(['plan', '-out=plan.tfplan'], options()));
      await keep('saved plan as JSON', await workspace.run(['show', '-json', 'plan.tfplan'], options()));
      await keep('apply of the saved plan', await workspace.run(['apply', 'plan.tfplan'], options()));
      expectEmpty(await workspace.plan([], options()));

      // A refusal repeats what was wrong, and must not repeat this.
      const expression = '$' + '{var.password}';
      const broken = configuration(way, 3).replace(
        /values_override_wo +=.*/,
        `values_override_wo = "{ ${expression}"`,
      );
      await rewrite(workspace, broken);
      const refused = await workspace.plan([], options());
      expect(errorsOf(refused).join()).toMatch(/not the text of a JSON object/);
      await keep('refusal', refused);

      const crashes = {
        change: (version: number) => rewrite(workspace, configuration(way, version)),
        options,
      };
      await keep('crash', await crashed(workspace, { token, password }, crashes));
      await keep('destroy', await workspace.destroy([], options()));

      expect([...texts.keys()].filter((place) => place.includes('trace.log'))).not.toEqual([]);
      expectNone({ password, token, kubeconfig: kube }, texts);
      // Each run opens a kubeconfig of its own; none of their tokens may be anywhere.
      const tokens = [...texts].filter(([, text]) => setting.hand.kubeconfigToken.test(text));
      expect(tokens.map(([place]) => place)).toEqual([]);
    },
    3 * PATIENCE_MS,
  );
});

/** The provider crashes once the add-on was changed, with everything that it must not tell in its last words. */
async function crashed(
  workspace: Workspace,
  secrets: { readonly token: string; readonly password: string },
  {
    change,
    options,
  }: {
    readonly change: (version: number) => Promise<void>;
    readonly options: (more: Record<string, string>) => RunOptions;
  },
) {
  const file = join(workspace.folder, 'boundaries');
  const says = `${secrets.token} and ${secrets.password}`;
  const run = (strike: Record<string, string>) =>
    workspace.apply(
      [],
      options({ STRUCK_BOUNDARIES: file, STRUCK_BY: 'crash', STRUCK_SAYS: says, ...strike }),
    );
  // The first run goes through and shows where the second, which is like it, has to be struck.
  await change(3);
  const passed = await run({});
  expectSuccess(passed);
  const boundaries = (await readFile(file, 'utf8')).trim().split('\n');
  const changed = boundaries.lastIndexOf('ApplyResourceChange handled') + 1;
  expect(changed).toBeGreaterThan(0);
  await change(4);
  const crash = await run({ STRUCK_AT: String(boundaries.length + changed) });
  expect(crash.exitCode).toBe(1);
  const trace = await readFile(join(workspace.folder, 'trace.log'), 'utf8');
  expect(trace).toContain('a bug that says *** and ***');
  return crash;
}

/** Every file that Terraform has written so far; a plan is an archive of what it is made of. */
async function keepFiles(name: string, workspace: Workspace, texts: Map<string, string>): Promise<void> {
  for (const file of await readdir(workspace.folder)) {
    if (file === 'main.tf' || file.startsWith('.')) continue;
    const content = await readFile(join(workspace.folder, file));
    const text = file.endsWith('.tfplan') ? await unpacked(content) : content.toString('utf8');
    texts.set(`${name}: ${file}`, text);
  }
}

const LOCAL_FILE = 0x04034b50;

/** The files in a ZIP archive, one after the other; its writer leaves sizes to a descriptor, so each is inflated to its end. */
async function unpacked(archive: Buffer): Promise<string> {
  let text = '';
  for (let at = 0; at + 30 < archive.length; at++) {
    if (archive.readUInt32LE(at) !== LOCAL_FILE) continue;
    const start = at + 30 + archive.readUInt16LE(at + 26) + archive.readUInt16LE(at + 28);
    const inflated = await inflate(archive.subarray(start)).catch(() => archive.subarray(start));
    text += inflated.toString('utf8');
  }
  expect(text).toContain('in-plain-sight');
  return text;
}

/** As it is, and as it would look inside other texts. */
const disguises = (secret: string) => [
  secret,
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  encodeURIComponent(secret),
];

function expectNone(canaries: Readonly<Record<string, string>>, texts: ReadonlyMap<string, string>): void {
  const found: string[] = [];
  for (const [place, text] of texts) {
    counts.texts += 1;
    counts.bytes += text.length;
    for (const [name, secret] of Object.entries(canaries)) {
      if (disguises(secret).some((form) => text.includes(form))) found.push(`${name} in ${place}`);
    }
  }
  counts.canaries += Object.keys(canaries).length;
  counts.found += found.length;
  expect(found).toEqual([]);
}
