// Helm values reach the cluster as they were written: terraform evaluates what constructs make of them, and the result is
// read as JSON.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: values that look like templates are the point.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as forCdktn from '@hikube/cdktf-provider';
import * as forCdktf from '@hikube/cdktf-provider/cdktf';
import * as cdktf from 'cdktf';
import * as cdktn from 'cdktn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Workspace } from '../support/terraform.ts';

const ENGINES = [
  { name: 'cdktn', core: cdktn, hikube: forCdktn },
  {
    name: 'cdktf',
    core: cdktf as unknown as typeof cdktn,
    hikube: forCdktf as unknown as typeof forCdktn,
  },
];

/** What the variables hold when terraform evaluates. */
const DEFAULTS = {
  text: 'a "quoted" \\ text\nof ${two} lines, 100 %{percent}',
  number: 3.5,
  flag: true,
  list: ['x', '"y"'],
  ends: '"',
};

type Variables = Readonly<Record<keyof typeof DEFAULTS, cdktn.TerraformVariable>>;

/** Texts that something on the way might take for something else. */
const LITERALS = [
  '${file("/etc/passwd")}',
  '%{ if true }yes%{ endif }',
  '$${escaped} %%{too}',
  'costs $5 or 5%',
  'ends in $',
  'ends in %',
  '\\ " \' \n \t \u0000 \u2028 é 𝄞',
  '1e5 -1.888154589709072e+289',
  '',
];

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.create({});
});
afterAll(() => workspace.dispose());

describe.each(ENGINES)('$name', ({ core, hikube }) => {
  /** The values as terraform hands them to the provider. */
  async function evaluated(make: (variables: Variables) => Record<string, unknown>): Promise<unknown> {
    const stack = new core.TerraformStack(core.Testing.app(), 'values');
    const names = Object.keys(DEFAULTS);
    const variables = Object.fromEntries(
      names.map((name) => [name, new core.TerraformVariable(stack, name, {})]),
    ) as unknown as Variables;
    new hikube.HikubeProvider(stack, 'hikube');
    const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'prod' });
    cluster.enableAddon('velero', { valuesOverride: make(variables) });
    const { resource } = JSON.parse(core.Testing.synth(stack, true));
    const value = resource.hikube_kubernetes_cluster.main.addons.velero.values_override;
    const variable = Object.fromEntries(
      Object.entries(DEFAULTS).map(([name, content]) => [name, { default: content }]),
    );
    const configuration = { variable, output: { values: { value } } };
    await writeFile(join(workspace.folder, 'main.tf.json'), JSON.stringify(configuration));
    const run = await workspace.run(['apply', '-auto-approve', '-no-color']);
    expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
    const shown = await workspace.run(['output', '-json', 'values']);
    return JSON.parse(JSON.parse(shown.stdout));
  }

  test('literals, in values and in keys', async () => {
    const values = {
      list: LITERALS,
      keys: Object.fromEntries(LITERALS.map((text, index) => [text, index])),
      scalars: [0, -1.5, 1e21, true, null, {}, []],
    };
    expect(await evaluated(() => values)).toEqual(values);
  });

  test('references, whole and inside of texts', async () => {
    const { text, number, flag, list, ends } = DEFAULTS;
    const found = await evaluated((variable) => ({
      whole: variable.text.stringValue,
      number: variable.number.numberValue,
      flag: variable.flag.booleanValue,
      list: variable.list.listValue,
      inside: `"before" ${variable.text.stringValue}$${variable.ends.stringValue}%`,
      joined: `${variable.ends.stringValue}${variable.ends.stringValue}`,
      port: `:${core.Token.asString(variable.number.value)}`,
      nested: [{ [`key ${variable.text.stringValue}`]: LITERALS[0] }],
    }));
    expect(found).toEqual({
      whole: text,
      number,
      flag,
      list,
      inside: `"before" ${text}$${ends}%`,
      joined: `${ends}${ends}`,
      port: ':3.5',
      nested: [{ [`key ${text}`]: LITERALS[0] }],
    });
  });
});
