import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { removed, save } from './merge.ts';

const entries = (name: string, isCurrent = true) => ({
  name,
  cluster: name,
  uid: `uid-${name}`,
  server: { cluster: { server: `https://${name}.example` } },
  user: { user: { exec: { command: '/bin/hikube' } } },
  isCurrent,
});

const KUBECTL = `apiVersion: v1
clusters:
- cluster:
    server: https://old.example   # the old one
  name: old
contexts:
- context:
    cluster: old
    user: old
  name: old
current-context: old
kind: Config
preferences: {}
users:
- name: old
  user:
    token: 'secret: "text"'
`;

const FILES: Readonly<Record<string, string>> = {
  'as kubectl writes it': KUBECTL,
  'with comments, other order, unknown keys': `# mine
users:
    # indented by four
    -   name: "old"
        user: {token: abc}   # inline

extensions: []
unknown: {a: [1, 2]}
current-context: "old"
contexts:
    - {name: old, context: {cluster: old, user: old}}
    # after
clusters:
    - name: old
      cluster: {server: "https://old.example"}
# the end`,
  'as JSON': JSON.stringify(parse(KUBECTL)),
  'as JSON over lines': JSON.stringify(parse(KUBECTL), null, 2),
  'comments behind empty lists':
    'kind: Config\nclusters: [] # none\ncontexts: # none\nusers: [ ]   \ncurrent-context: "" # none\n',
  'comments between entries':
    '# top\nclusters:\n# first\n- name: old\n  cluster: {server: x}\n# last\nusers:\n- name: old # mine\n  user: {}\n\ncontexts:\n\n- name: old\n  context: {}\n# end\n',
  'empty lists':
    'apiVersion: v1\nclusters: []\ncontexts: [ ]\nusers:   []\nkind: Config\ncurrent-context: ""\n',
  'null lists': 'apiVersion: v1\nclusters: null\ncontexts: ~\nusers:\nkind: Config\ncurrent-context:\n',
  'an empty list on a line of its own, with a tag, with an anchor':
    'kind: Config\nclusters:\n  []\ncontexts: !!seq []\nusers: &all []\n',
  'blanks behind keys': 'kind: Config\nclusters:   \ncontexts:  \nusers:   \n',
  'null lists at the end': 'kind: Config\nclusters:\ncontexts:\nusers:',
  'no lists': 'apiVersion: v1\nkind: Config\n',
  'an empty JSON object': '{}',
  'no break at the end': KUBECTL.trimEnd(),
  'line breaks of Windows': KUBECTL.replaceAll('\n', '\r\n'),
  'a document mark': `---\n${KUBECTL}`,
  'no current context': KUBECTL.replace('current-context: old\n', ''),
  'an alias': KUBECTL.replace("token: 'secret", "token: &t 'secret"),
};

const others = (text: string) => {
  const { clusters, contexts, users, ...rest } = parse(text) as Record<string, { name: string }[] | null>;
  const kept = (list: { name: string }[] | null | undefined) =>
    (list ?? []).filter(({ name }) => !/^new/.test(name));
  return { ...rest, 'current-context': undefined, all: [clusters, contexts, users].map(kept) };
};

describe.each(Object.entries(FILES))('%s', (_name, text) => {
  test('has what was put in, and everything else as before', async () => {
    const saved = await save('config', text, entries('new'));
    const { clusters, contexts, users, ...rest } = parse(saved);
    expect(clusters).toContainEqual({ name: 'new', cluster: { server: 'https://new.example' } });
    expect(contexts.find((each: { name: string }) => each.name === 'new').context).toMatchObject({
      cluster: 'new',
      user: 'new',
    });
    expect(users).toContainEqual({ name: 'new', user: { exec: { command: '/bin/hikube' } } });
    expect(rest['current-context']).toBe('new');
    expect(others(saved)).toEqual({ ...others(text), 'current-context': undefined });
  });

  test('is the same to the byte after it was taken out', async () => {
    expect(await removed('config', await save('config', text, entries('new')), 'new')).toBe(text);
    expect(await removed('config', await save('config', text, entries('new', false)), 'new')).toBe(text);
  });

  test('is the same after three were put in and taken out in every order', async () => {
    let counted = 0;
    for (const order of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]) {
      const names = ['new-a', 'new-b', 'new-c'];
      let now: string | undefined = text;
      for (const name of names) now = await save('config', now, entries(name));
      for (const index of order) now = await removed('config', now ?? '', names[index] ?? '');
      expect([order, now]).toEqual([order, text]);
      counted += 1;
    }
    expect(counted).toBe(6);
  });

  test('is the same after it was put in twice', async () => {
    const twice = await save('config', await save('config', text, entries('new')), entries('new'));
    expect(twice).toBe(await save('config', text, entries('new')));
    expect(await removed('config', twice, 'new')).toBe(text);
  });
});

test.each([
  ['no file', undefined, undefined],
  ['an empty file', '', ''],
  ['a comment', '# nothing yet', '# nothing yet'],
])('%s becomes a kubeconfig, and goes back', async (_name, text, after) => {
  const one = await save('config', text, entries('new'));
  expect(parse(one)).toMatchObject({ apiVersion: 'v1', kind: 'Config', 'current-context': 'new' });
  const two = await save('config', one, entries('new-2'));
  expect(await removed('config', (await removed('config', two, 'new')) ?? '', 'new-2')).toBe(after);
});

test.each([
  ['new new-2 new', 'new new-2'],
  ['new new-2 new', 'new-2 new'],
  ['new new-2 new-3 new new-2', 'new new-3 new-2'],
  ['new new-2 new-3 new-2 new', 'new-2 new-3 new'],
])('what is put in as %s, and out as %s, leaves the context that there was', async (into, out) => {
  for (const text of [KUBECTL, undefined]) {
    let now: string | undefined = text;
    for (const name of into.split(' ')) now = await save('config', now, entries(name));
    for (const name of out.split(' ')) now = await removed('config', now ?? '', name);
    expect(now).toBe(text);
  }
});

test('what kubectl has written anew in its own form is taken out all the same', async () => {
  const saved = parse(await save('config', KUBECTL, entries('new')));
  const { stringify } = await import('yaml');
  const after = parse((await removed('config', stringify(saved), 'new')) ?? '');
  expect(after).toEqual(parse(KUBECTL));
});

test('a context that is gone meanwhile is not gone back to', async () => {
  const saved = await save('config', KUBECTL, entries('new'));
  const without = saved.replace('- context:\n    cluster: old\n    user: old\n  name: old\n', '');
  expect(parse((await removed('config', without, 'new')) ?? '')['current-context']).toBe('');
});

test('a name that is taken by something else is refused, and so is what cannot be read', async () => {
  await expect(save('config', KUBECTL, entries('old'))).rejects.toThrow('something of the name old');
  await expect(save('config', `${KUBECTL}\nusers: [`, entries('new'))).rejects.toThrow(/config:1[0-9] /);
  await expect(save('config', '- a', entries('new'))).rejects.toThrow('is no kubeconfig');
  expect(await removed('config', KUBECTL, 'old')).toBe(KUBECTL);
});

describe('what is put in', () => {
  test('is YAML as people write it, in a new file as in one that is there', async () => {
    const fresh = await save('config', undefined, entries('new'));
    expect(fresh.split('\n').filter((line) => /^\S/.test(line))).toEqual([
      'apiVersion: v1',
      'clusters:',
      '- name: new',
      'contexts:',
      '- name: new',
      'current-context: new',
      'kind: Config',
      'users:',
      '- name: new',
    ]);
    expect(fresh).toContain('- name: new\n  cluster:\n    server: https://new.example\n');
    expect(fresh).toContain('- name: new\n  user:\n    exec:\n      command: /bin/hikube\n');
    for (const [name, text] of Object.entries(FILES)) {
      const saved = await save('config', text, entries('new'));
      if (text.trimStart().startsWith('{')) JSON.parse(saved);
      else if (!/comments behind|an empty list on/.test(name)) expect(saved, name).not.toContain('{"');
    }
  });

  test('is written anew in the same place, also where another version has written JSON', async () => {
    const json = KUBECTL.replace(
      'users:\n',
      'users:\n- {"name":"new","user":{"exec":{"command":"/bin/old"}}}\n',
    )
      .replace('clusters:\n', 'clusters:\n- {"name":"new","cluster":{"server":"https://was.example"}}\n')
      .replace('contexts:\n', `contexts:\n- ${JSON.stringify(OURS)}\n`);
    const again = await save('config', json, entries('new', false));
    expect(again).toBe(await save('config', KUBECTL, entries('new', false)));
  });

  test('keeps what somebody has added to the context since', async () => {
    const added = (text: string) => text.replace('    user: new\n', '    user: new\n    namespace: shop\n');
    const saved = added(await save('config', KUBECTL, entries('new')));
    const again = await save('config', saved, entries('new'));
    expect(again).toBe(saved);
    const other = added(await save('config', undefined, entries('new')));
    const both = await save('config', other, entries('new-2'));
    const { contexts } = parse((await removed('config', both, 'new-2')) ?? '');
    expect(contexts[0].context.namespace).toBe('shop');
    expect(await removed('config', again, 'new')).toBe(KUBECTL);
  });

  test.each(['true', '1.30', 'a: b', "it's", '- a', 'ü'])('keeps the name %j', async (name) => {
    for (const text of [undefined, KUBECTL, '{}']) {
      const saved = parse(await save('config', text, entries(name))) as { 'current-context': string };
      expect(saved['current-context']).toBe(name);
    }
  });
});

/** As an entry of ours stood in one line, in a file where nothing else of ours was. */
const OURS = {
  name: 'new',
  context: {
    cluster: 'new',
    user: 'new',
    extensions: [
      {
        name: 'hikube.cloud',
        extension: {
          cluster: 'new',
          uid: 'uid-new',
          undo: { lists: { clusters: 'list', contexts: 'list', users: 'list' } },
        },
      },
    ],
  },
};
