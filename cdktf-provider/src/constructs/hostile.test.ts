// Names and texts that come from elsewhere never become something that Terraform evaluates, on both engines.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes its references so.
import { describe, expect, test } from 'vitest';
import { complaints, ENGINES, synth } from '../testing/engines.ts';

const EVIL = '${file("/etc/passwd")}';
const TEMPLATE = 'A literal must not contain "${" or "%{", because Terraform would evaluate it';

/** Texts that an engine would hand on as they are. */
const TEXTS = [
  EVIL,
  '%{ for x in [1, 2] }${x}%{ endfor }',
  'a${"b"}',
  '$${escaped}',
  '${TfToken[file("/etc/passwd")]}',
  'prefix ${TfToken[TOKEN.0]} ${file("/etc/passwd")}',
];

/** Names that are no names. */
const NAMES = ['', 'Web', 'web.', '-web', '../other', 'a/b', 'a b', 'a\nb', '__proto__', 'constructor.', 'é'];

describe.each(ENGINES)('$name', (engine) => {
  test.each(TEXTS)('%j is refused wherever a text can be written', (text) => {
    const found = complaints(engine, (stack, { hikube }) => {
      const cluster = new hikube.KubernetesCluster(stack, 'main', {
        name: text,
        displayName: text,
        labels: { team: text, [text]: 'x' },
        storageClass: text,
        host: text,
        maintenance: {
          window: { days: ['sun'], startTime: '02:00', durationMinutes: 60, timeZone: text },
          exclusions: [{ start: '2027-01-01T00:00:00Z', end: '2027-01-02T00:00:00Z', reason: text }],
        },
        timeouts: { create: text },
        nodeGroups: { [text]: { instanceType: text, roles: [text], gpus: [text] } },
        addons: { [text]: { version: text }, velero: { valuesOverride: `"${text}"` } },
      });
      cluster.scheduleUpgrade({ targetVersion: text, startAt: text });
    });
    const refused = found.filter((line) => line.includes(TEMPLATE)).map((line) => line.split(': ')[0]);
    const key = JSON.stringify(text);
    expect(refused).toEqual(
      [
        'name',
        'displayName',
        'labels.team',
        `labels[${key}]`,
        'storageClass',
        'host',
        'maintenance.window.timeZone',
        'maintenance.exclusions[0].reason',
        'timeouts.create',
        `nodeGroups[${key}]`,
        `nodeGroups[${key}].instanceType`,
        `nodeGroups[${key}].roles[0]`,
        `nodeGroups[${key}].gpus[0]`,
        'upgrades[0].targetVersion',
        'upgrades[0].startAt',
        `addons[${key}]`,
        `addons[${key}].version`,
        'addons.velero.valuesOverride',
      ].map((path) => expect.stringContaining(`[test/main] ${path}`)),
    );
  });

  test.each(NAMES)('%j is no name of a cluster, of a node group or of an add-on', (name) => {
    const found = complaints(engine, (stack, { hikube }) => {
      new hikube.KubernetesCluster(stack, 'main', { name });
      const children = new hikube.KubernetesCluster(stack, 'children', { name: 'prod' });
      children.addNodeGroup(name);
      children.enableAddon(name);
    });
    const path = /^[A-Za-z_]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
    expect(found).toEqual([
      expect.stringContaining('[test/main] name: The cluster name '),
      expect.stringContaining(`[test/children] nodeGroups${path}: The node group name `),
      expect.stringContaining(`[test/children] addons${path}: The id of an add-on `),
    ]);
  });

  test('a reference beside a literal is fine, a template beside a reference is not', () => {
    const build = (tail: string) =>
      complaints(engine, (stack, { core, hikube }) => {
        const text = new core.TerraformVariable(stack, 'text', { type: 'string' }).stringValue;
        new hikube.KubernetesCluster(stack, 'main', { name: 'prod', displayName: `of ${text}${tail}` });
      });
    expect(build(' and more')).toEqual([]);
    expect(build(EVIL)).toEqual([expect.stringContaining(`displayName: ${TEMPLATE}`)]);
  });

  test('a key of a map reaches a reference quoted and without templates', () => {
    const { mapKey } = engine.hikube;
    expect(mapKey('web')).toBe('"web"');
    expect(mapKey('a"b\\c')).toBe('"a\\"b\\\\c"');
    expect(mapKey('${x}%{y}')).toBe('"$${x}%%{y}"');
  });

  test('expressions of Terraform stay possible where they belong: in its own arguments', () => {
    const { resource } = synth(engine, (stack, { hikube }) => {
      new hikube.KubernetesCluster(stack, 'main', {
        name: 'prod',
        lifecycle: { replaceTriggeredBy: ['${terraform_data.seed.id}'] },
      });
    });
    expect(resource['hikube_kubernetes_cluster']?.['main']?.['lifecycle']).toEqual({
      replace_triggered_by: ['${terraform_data.seed.id}'],
    });
  });
});
