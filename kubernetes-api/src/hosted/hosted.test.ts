// A kind whose objects the host makes up, asked as any other.
import { expect, test } from 'vitest';
import { createKubernetesApi } from '../api.ts';
import type { Kind } from '../kinds/kind.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { typeWith } from '../kinds/official.ts';
import type { Page } from '../read/list.ts';
import { internal, notFound } from '../status/status.ts';
import type { Asked, HostedChange, HostedEvent, HostedStorage } from './hosted.ts';

const REF = { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' };
const TEXT = { type: 'string' };
const META = { kind: 'Note', apiVersion: 'notes.example.com/v1' };

/** Notes on a board that has room for two. */
class Board implements HostedStorage {
  readonly notes = new Map<string, KubernetesObject>();
  readonly watchers = new Set<(event: HostedEvent) => void>();

  async get(_asked: Asked, name: string): Promise<KubernetesObject> {
    const note = this.notes.get(name);
    if (note === undefined) throw notFound({ group: 'notes.example.com', resource: 'notes' }, name);
    return note;
  }

  async list(): Promise<Page> {
    return { revision: '', items: [...this.notes.values()] };
  }

  async watch(_asked: Asked, _options: unknown, send: (event: HostedEvent) => void): Promise<() => void> {
    for (const object of this.notes.values()) send({ type: 'ADDED', object });
    this.watchers.add(send);
    return () => void this.watchers.delete(send);
  }

  async create({ warn }: Asked, object: KubernetesObject): Promise<KubernetesObject> {
    if (this.notes.size === 2) throw internal('the board is full');
    if (this.notes.size === 1) warn('there is no room for another note');
    const note = { ...object, ...META };
    this.notes.set(object.metadata.name!, note);
    for (const send of this.watchers) send({ type: 'ADDED', object: note });
    return note;
  }

  async update(asked: Asked, name: string, { how, next }: HostedChange) {
    const object = { ...(await next(await this.get(asked, name))), ...META, changedBy: how };
    this.notes.set(name, object);
    return { object, created: false };
  }

  async delete(asked: Asked, name: string): Promise<undefined> {
    await this.get(asked, name);
    this.notes.delete(name);
    return undefined;
  }
}

function kindOf(storage: HostedStorage): Kind {
  const properties = { kind: TEXT, apiVersion: TEXT, metadata: REF, text: TEXT };
  return {
    group: 'notes.example.com',
    version: 'v1',
    kind: 'Note',
    listKind: 'NoteList',
    resource: 'notes',
    singular: 'note',
    shortNames: [],
    categories: [],
    namespaced: true,
    verbs: ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'],
    subresources: [],
    stored: { resource: 'notes.notes.example.com', apiVersion: 'notes.example.com/v1' },
    behaviour: {},
    hosted: {
      storage,
      type: typeWith(
        {
          Note: {
            schema: { properties },
            go: [
              ['kind', 'string', 2, 0],
              ['apiVersion', 'string', 2, 0],
              ['metadata', 'metav1.ObjectMeta', 1, 1],
              ['text', 'string', 2, 2],
            ],
          },
        },
        'Note',
      ),
      schema: 'com.example.notes.v1.Note',
      schemas: { 'com.example.notes.v1.Note': { type: 'object', properties } },
      readAs: 'Memo',
      others: ['Memo', 'Note'],
    },
  };
}

const PATH = '/apis/notes.example.com/v1/namespaces/default/notes';

function start() {
  const board = new Board();
  const api = createKubernetesApi({ kinds: [kindOf(board)], controllers: false });
  const ask = async (method: string, path: string, body?: unknown, type = 'application/json') => {
    const response = await api.fetch(
      new Request(`http://kubernetes${path}`, {
        method,
        headers: { 'content-type': type },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    return { status: response.status, warning: response.headers.get('warning'), body: JSON.parse(text) };
  };
  return { api, board, ask };
}

const note = (name: string, more: object = {}): object => ({
  ...META,
  metadata: { name },
  text: 'hello',
  ...more,
});

test('is found, described, read and written as any other', async () => {
  const { ask } = start();
  expect((await ask('GET', '/apis/notes.example.com/v1')).body.resources[0]).toMatchObject({
    name: 'notes',
    group: 'notes.example.com',
    kind: 'Note',
  });
  const { body } = await ask('GET', '/openapi/v3/apis/notes.example.com/v1');
  expect(body.components.schemas['com.example.notes.v1.Note'].properties.text).toEqual(TEXT);
  expect((await ask('POST', PATH, note('a'))).status).toBe(201);
  expect((await ask('GET', `${PATH}/a`)).body).toMatchObject({ kind: 'Note', text: 'hello' });
  expect((await ask('GET', PATH)).body).toMatchObject({
    kind: 'NoteList',
    items: [{ kind: 'Note' }],
  });
  expect((await ask('PUT', `${PATH}/a`, note('a', { text: 'new' }))).body.changedBy).toBe('update');
  const patched = await ask('PATCH', `${PATH}/a`, { text: 'newer' }, 'application/merge-patch+json');
  expect(patched.body).toMatchObject({ text: 'newer', changedBy: 'patch' });
  expect((await ask('DELETE', `${PATH}/a`)).body).toMatchObject({
    status: 'Success',
    details: { kind: 'Note' },
  });
  expect((await ask('GET', `${PATH}/a`)).status).toBe(404);
});

test('its refusals and warnings are those of its host', async () => {
  const { ask } = start();
  await ask('POST', PATH, note('a'));
  expect((await ask('POST', PATH, note('b'))).warning).toContain('there is no room');
  expect(await ask('POST', PATH, note('c'))).toMatchObject({
    status: 500,
    body: { message: 'the board is full' },
  });
});

test('bodies are read as the type that the host says', async () => {
  const { ask } = start();
  expect((await ask('POST', PATH, note('a', { kind: 'Memo' }))).status).toBe(201);
  const other = await ask('POST', PATH, note('b', { kind: 'Letter' }));
  expect(other.body.message).toContain('Letter in version "v1" cannot be handled as a Memo');
  const strict = await ask('POST', `${PATH}?fieldValidation=Strict`, note('b', { size: 3 }));
  expect(strict.body.message).toContain('unknown field "size"');
});

test('a watch tells what the host tells, and ends with whoever asked', async () => {
  const { api, board, ask } = start();
  await ask('POST', PATH, note('a'));
  const gone = new AbortController();
  const response = await api.fetch(
    new Request(`http://kubernetes${PATH}?watch=true`, { signal: gone.signal }),
  );
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  expect((await reader.read()).value).toContain('"name":"a"');
  await ask('POST', PATH, note('b'));
  expect((await reader.read()).value).toContain('"name":"b"');
  gone.abort();
  await expect.poll(() => board.watchers.size).toBe(0);
});

test('a client that would like protobuf gets JSON', async () => {
  const { api, ask } = start();
  await ask('POST', PATH, note('a'));
  const accept = 'application/vnd.kubernetes.protobuf,application/json';
  const response = await api.fetch(new Request(`http://kubernetes${PATH}/a`, { headers: { accept } }));
  expect(response.headers.get('content-type')).toBe('application/json');
});
