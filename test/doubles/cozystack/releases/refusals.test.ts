// What a chart and a control plane refuse, in their words.
import { describe, expect, test } from 'vitest';
import { profileOf } from '../profiles/profile.ts';
import { chartRefusal, isSizedTwice, stepRefusal } from './refusals.ts';
import { mergedValues } from './values.ts';

function refusalOf(release: '1.1.2' | '1.6.2', values: object, name = 'one'): string | undefined {
  const profile = profileOf(release);
  const application = profile.applications.find(({ kind }) => kind === 'Kubernetes')!;
  return chartRefusal(application, profile, mergedValues(application.schema, values), name);
}

const group = (more: object): object => ({
  nodeGroups: {
    web: { minReplicas: 1, maxReplicas: 2, instanceType: 's1.large', diskSize: '20Gi', ...more },
  },
});
const older = (more: object): object => ({
  nodeGroups: {
    web: {
      minReplicas: 1,
      maxReplicas: 2,
      instanceType: 's1.large',
      ephemeralStorage: '20Gi',
      resources: {},
      ...more,
    },
  },
});

describe('1.6.2', () => {
  test.each([
    ['nothing', {}, undefined],
    ['a group', group({}), undefined],
    ['its older disk key', group({ ephemeralStorage: '20Gi' }), 'migration 41'],
    ['half a size', group({ resources: { cpu: '2' } }), 'set both resources.cpu and resources.memory'],
    ['a size', group({ resources: { cpu: '2', memory: '4Gi' }, instanceType: '' }), undefined],
    ['an unknown flavour', group({ instanceType: 'm5.large' }), '"m5.large" not found'],
    ['a version that is none', { version: 'v1.30' }, "values don't meet the specifications"],
    ['a count that is none', { controlPlane: { replicas: 'many' } }, "- at '/controlPlane/replicas'"],
    ['an add-on without another', { addons: { hami: { enabled: true } } }, 'requires addons.gpuOperator'],
  ])('%s', (_what, values, words) => {
    const why = refusalOf('1.6.2', values);
    if (words === undefined) expect(why).toBeUndefined();
    else expect(why).toContain(words);
  });

  test('names that are too long together', () => {
    expect(refusalOf('1.6.2', group({}), 'n'.repeat(42))).toBeUndefined();
    const values = {
      nodeGroups: { ['g'.repeat(12)]: (group({}) as { nodeGroups: { web: object } }).nodeGroups.web },
    };
    expect(refusalOf('1.6.2', values, 'n'.repeat(42))).toContain('must be no more than 63 bytes');
  });
});

describe('1.1.2', () => {
  test.each([
    ['a group', older({}), undefined],
    ['a group without resources', older({ resources: undefined }), "values don't meet the specifications"],
    ['half a size', older({ resources: { cpu: '2' } }), undefined],
    ['an unknown flavour', older({ instanceType: 'm5.large' }), 'Specified instancetype not exists'],
  ])('%s', (_what, values, words) => {
    const why = refusalOf('1.1.2', JSON.parse(JSON.stringify(values)) as object);
    if (words === undefined) expect(why).toBeUndefined();
    else expect(why).toContain(words);
  });

  test('a size beside an instance type lets no machine come', () => {
    const sized = { instanceType: 's1.large', resources: { cpu: '2', memory: '4Gi' } };
    expect(isSizedTwice(profileOf('1.1.2'), sized)).toBe(true);
    expect(isSizedTwice(profileOf('1.1.2'), { ...sized, instanceType: '' })).toBe(false);
    expect(isSizedTwice(profileOf('1.6.2'), sized)).toBe(false);
  });
});

test.each([
  [undefined, 'v1.31', undefined],
  ['v1.33', 'v1.33', undefined],
  ['v1.33', 'v1.34', undefined],
  ['v1.33', 'v1.35', 'cannot skip'],
  ['v1.33', 'v1.32', 'cannot downgrade'],
])('from %s to %s', (from, to, words) => {
  const why = stepRefusal(from, to);
  if (words === undefined) expect(why).toBeUndefined();
  else expect(why).toContain(words);
});
