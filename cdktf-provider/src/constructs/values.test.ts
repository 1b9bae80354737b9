// Helm values as JSON text, on both engines. That Terraform reads the same from it is shown in test/constructs.
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Terraform writes its references so.
import { describe, expect, test } from 'vitest';
import { ENGINES, synth } from '../testing/engines.ts';
import { valuesText } from './values.ts';

describe.each(ENGINES)('$name', (engine) => {
  const functions = { Token: engine.core.Token, Fn: engine.core.Fn };

  test.each<[Record<string, unknown>, string]>([
    [{}, '{}'],
    [{ a: 1, b: -0.5, c: true, d: null, e: 'x' }, '{"a":1,"b":-0.5,"c":true,"d":null,"e":"x"}'],
    [{ list: [1, undefined, { a: undefined }] }, '{"list":[1,null,{}]}'],
    [{ 'a"b': 'c\\d\n' }, '{"a\\"b":"c\\\\d\\n"}'],
    [{ shell: '${HOME} %{x} 5% $1 $' }, '{"shell":"\\u0024{HOME} \\u0025{x} 5% $1 \\u0024"}'],
    [{ '${key}': 1 }, '{"\\u0024{key}":1}'],
  ])('%j', (values, expected) => {
    expect(valuesText(functions, values)).toBe(expected);
    expect(JSON.parse(expected)).toEqual(JSON.parse(JSON.stringify(values)));
  });

  test('a text is taken as it is', () => {
    expect(valuesText(functions, '{ "a": 1 }')).toBe('{ "a": 1 }');
  });

  test('references stand anywhere', () => {
    const { resource } = synth(engine, (stack, { core, hikube }) => {
      const text = new core.TerraformVariable(stack, 'text', { type: 'string' });
      const number = new core.TerraformVariable(stack, 'number', { type: 'number' });
      const list = new core.TerraformVariable(stack, 'list', { type: 'list(string)' });
      const cluster = new hikube.KubernetesCluster(stack, 'main', { name: 'prod' });
      cluster.enableAddon('velero', {
        valuesOverride: {
          whole: text.stringValue,
          count: number.numberValue,
          items: list.listValue,
          any: list.value,
          inside: `a-${text.stringValue}-"b"$`,
          [text.stringValue]: 1,
        },
      });
    });
    const { addons } = resource['hikube_kubernetes_cluster']?.['main'] ?? {};
    const inside = '${trimprefix(trimsuffix(jsonencode(var.text), "\\""), "\\"")}';
    expect(addons).toEqual({
      velero: {
        values_override:
          '{"whole":${jsonencode(var.text)},"count":${jsonencode(var.number)},"items":${jsonencode(var.list)},' +
          `"any":\${jsonencode(var.list)},"inside":"a-${inside}-\\"b\\"\\u0024","${inside}":1}`,
      },
    });
  });

  const circle: Record<string, unknown> = { inner: {} };
  (circle['inner'] as Record<string, unknown>)['back'] = circle;
  test.each<[unknown, string]>([
    [{ a: { b: [() => 1] } }, 'The Helm values have a function at a.b[0], which JSON cannot hold.'],
    [{ a: Number.NaN }, 'The Helm values have NaN at a, which JSON cannot hold.'],
    [{ a: 1n }, 'The Helm values have a bigint at a, which JSON cannot hold.'],
    [{ a: new Date(0) }, 'The Helm values have a Date at a, which JSON cannot hold.'],
    [circle, 'The Helm values have an object that contains itself at inner.back, which JSON cannot hold.'],
    [new Map(), 'The Helm values have a Map at the top, which JSON cannot hold.'],
  ])('%o is refused', (values, message) => {
    expect(() => valuesText(functions, values as Record<string, unknown>)).toThrow(message);
  });

  test('one object in two places is no circle', () => {
    const shared = { a: 1 };
    expect(valuesText(functions, { x: shared, y: [shared] })).toBe('{"x":{"a":1},"y":[{"a":1}]}');
  });
});
