import { expect, test } from 'vitest';
import type { GroupForm } from '../install/form.ts';
import { type ChangeForm, patchOf, withAddon } from './form.ts';
import { mergeForms } from './merge.ts';

const WEB: GroupForm = {
  ...{ key: 0, name: 'web', instanceType: 's1.large', min: '2', max: '5', roles: 'ingress-nginx', gpu: '' },
  settings: {},
  isFixed: true,
};
const BASE: ChangeForm = {
  displayName: 'Shop',
  isProtected: true,
  groups: [WEB],
  addons: ['cert-manager', 'flux'],
  settings: { 'cert-manager': '', flux: 'https://git.example.com/a.git' },
};
const withWeb = (part: Partial<GroupForm>): ChangeForm => ({ ...BASE, groups: [{ ...WEB, ...part }] });
const ML: GroupForm = {
  ...WEB,
  key: 1,
  name: 'ml',
  roles: '',
  gpu: 'nvidia.com/AD102GL_L40S',
  isFixed: false,
};

test('nothing changed says nothing', () => {
  expect(patchOf(BASE, BASE)).toEqual({});
});

test.each<[string, ChangeForm, object]>([
  ['bounds', withWeb({ max: '9' }), { nodeGroups: { web: { maxReplicas: 9 } } }],
  ['no role', withWeb({ roles: '' }), { nodeGroups: { web: { roles: [] } } }],
  [
    'the class of the disks',
    withWeb({ settings: { storageClass: 'local' } }),
    { nodeGroups: { web: { storageClass: 'local' } } },
  ],
  ['a group less', { ...BASE, groups: [] }, { nodeGroups: { web: null } }],
  [
    'a group more',
    { ...BASE, groups: [WEB, ML] },
    {
      nodeGroups: {
        ml: {
          minReplicas: 2,
          maxReplicas: 5,
          instanceType: 's1.large',
          gpus: [{ name: 'nvidia.com/AD102GL_L40S' }],
        },
      },
    },
  ],
  ['another add-on', { ...BASE, addons: ['cert-manager', 'nfs'] }, { addons: { flux: null, nfs: {} } }],
  [
    'a new add-on with its setting',
    { ...BASE, addons: [...BASE.addons, 'nfs'], settings: { ...BASE.settings, nfs: ' 80Gi ' } },
    { addons: { nfs: { options: { nfs: { size: '80Gi' } } } } },
  ],
  [
    'a setting of an add-on that is there',
    { ...BASE, settings: { ...BASE.settings, flux: 'https://git.example.com/b.git' } },
    { addons: { flux: { options: { flux: { gitRepository: { url: 'https://git.example.com/b.git' } } } } } },
  ],
  ['a setting that is taken away', { ...BASE, settings: {} }, { addons: { flux: { options: null } } }],
  [
    'an issuer',
    { ...BASE, settings: { ...BASE.settings, 'cert-manager': 'ops@example.com' } },
    {
      addons: {
        'cert-manager': {
          options: {
            certManager: { issuers: { 'lets-encrypt': { type: 'lets-encrypt', email: 'ops@example.com' } } },
          },
        },
      },
    },
  ],
  ['no protection', { ...BASE, isProtected: false }, { deletionProtection: false }],
])('%s: only that is sent', (_what, after, patch) => {
  expect(patchOf(BASE, after)).toEqual(patch);
});

test('a change that begins with an add-on adds that one, once', () => {
  expect(patchOf(BASE, withAddon(BASE, 'nfs'))).toEqual({ addons: { nfs: {} } });
  expect(withAddon(BASE, 'flux')).toEqual(BASE);
});

test('what somebody else changed in other fields is taken in', () => {
  const fresh = { ...withWeb({ max: '20' }), displayName: 'Store', addons: ['cert-manager', 'flux', 'nfs'] };
  const { form, conflicts } = mergeForms(BASE, fresh, { ...withWeb({ min: '3' }), addons: ['cert-manager'] });
  expect(conflicts).toEqual([]);
  expect(patchOf(fresh, form)).toEqual({ nodeGroups: { web: { minReplicas: 3 } }, addons: { flux: null } });
});

test('where both changed the same, both values are shown', () => {
  const { form, conflicts } = mergeForms(BASE, withWeb({ max: '20' }), withWeb({ max: '9' }));
  expect(conflicts).toEqual([{ field: 'nodeGroups/web/maxReplicas', mine: '9', theirs: '20' }]);
  expect(form.groups[0]?.max).toBe('9');
  const mine = { ...withWeb({ max: '9' }), displayName: 'Store' };
  const theirs = mergeForms(BASE, withWeb({ max: '20' }), mine, 'theirs').form;
  expect([theirs.groups[0]?.max, theirs.displayName]).toEqual(['20', 'Store']);
});

test('a setting of nodes that both changed is shown in both values, and one that only they changed is taken in', () => {
  const theirs = { 'kubelet/systemReservedCpu': '200m', 'healthCheck/maxUnhealthy': '40%' };
  const mine = { 'kubelet/systemReservedCpu': '300m' };
  const { form, conflicts } = mergeForms(BASE, withWeb({ settings: theirs }), withWeb({ settings: mine }));
  const field = 'nodeGroups/web/kubelet/systemReservedCpu';
  expect(conflicts).toEqual([{ field, mine: '300m', theirs: '200m' }]);
  expect(form.groups[0]?.settings).toMatchObject({ ...theirs, ...mine });
});

test('a group that I remove and of which somebody else sets something is a conflict', () => {
  const theirs = withWeb({ settings: { storageClass: 'local' } });
  const { conflicts } = mergeForms(BASE, theirs, { ...BASE, groups: [] });
  expect(conflicts.map(({ theirs: there }) => there)).toEqual([
    expect.stringContaining('storageClass=local'),
  ]);
});

test('a setting that both changed is shown in both values, and one that only they changed is taken in', () => {
  const theirs = {
    ...BASE,
    settings: { 'cert-manager': 'ops@example.com', flux: 'https://git.example.com/b.git' },
  };
  const mine = { ...BASE, settings: { ...BASE.settings, flux: 'https://git.example.com/c.git' } };
  const { form, conflicts } = mergeForms(BASE, theirs, mine);
  expect(form.settings['cert-manager']).toBe('ops@example.com');
  expect(conflicts).toEqual([
    {
      field: 'addons/flux/options/flux/gitRepository/url',
      mine: 'https://git.example.com/c.git',
      theirs: 'https://git.example.com/b.git',
    },
  ]);
});

test('the same change of both is no conflict', () => {
  expect(mergeForms(BASE, withWeb({ max: '9' }), withWeb({ max: '9' })).conflicts).toEqual([]);
});

test('a group that I remove and somebody else changes is a conflict, and so is the other way round', () => {
  const gone = { ...BASE, groups: [] };
  expect(mergeForms(BASE, withWeb({ max: '20' }), gone).conflicts).toHaveLength(1);
  expect(mergeForms(BASE, gone, withWeb({ max: '20' })).conflicts).toHaveLength(1);
});

test('a group that was removed meanwhile stays away, and one that came is there', () => {
  const { form } = mergeForms(BASE, { ...BASE, groups: [ML] }, { ...BASE, displayName: 'Store' });
  expect(form.groups.map(({ name }) => name)).toEqual(['ml']);
});
