// Nodes of an earlier template are known as such until they are gone, and are no longer such when it comes back.
import { groupWish } from '@hikube/service/platform/suite';
import { expect, test } from 'vitest';
import { type Carried, carriedAfter, isOfTemplate, templateOf } from './carried.ts';

const web = (diskSize: string) => groupWish('web', { diskSize });
const wish = (diskSize: string) => ({ nodeGroups: [web(diskSize)] });
const seen = (...uids: string[]) => new Map([['web', uids]]);

function change(from: string, to: string, nodes: string[] | undefined, carried?: Carried): Carried {
  const record = carried && { carried };
  return carriedAfter({ wish: wish(from), record }, wish(to), nodes && seen(...nodes));
}

test('nodes that were there when the disk changed are old, and others are not', () => {
  const carried = change('20Gi', '40Gi', ['a', 'b']);
  expect(carried).toEqual({ [templateOf(web('20Gi'))]: ['a', 'b'] });
  expect(isOfTemplate(carried, 'a', web('40Gi'))).toBe(false);
  expect(isOfTemplate(carried, 'new', web('40Gi'))).toBe(true);
});

test('another spelling, other bounds and another order of roles make no other template', () => {
  expect(change('20Gi', '20480Mi', ['a'])).toEqual({});
  const one = groupWish('web', { roles: ['a', 'b'], minReplicas: 1 });
  expect(templateOf(one)).toBe(templateOf({ ...one, roles: ['b', 'a'], minReplicas: 3 }));
});

test('who turns back keeps the nodes that were there, and only those', () => {
  const there = change('20Gi', '40Gi', ['a']);
  const back = change('40Gi', '20Gi', ['a', 'b'], there);
  expect(isOfTemplate(back, 'a', web('20Gi'))).toBe(true);
  expect(isOfTemplate(back, 'b', web('20Gi'))).toBe(false);
});

test('what is gone is forgotten, and what nobody has looked at is kept', () => {
  const there = change('20Gi', '40Gi', ['a', 'b']);
  expect(change('40Gi', '40Gi', ['b', 'c'], there)).toEqual({ [templateOf(web('20Gi'))]: ['b'] });
  expect(change('40Gi', '40Gi', undefined, there)).toEqual(there);
  expect(change('40Gi', '40Gi', ['c'], there)).toEqual({});
  expect(change('20Gi', '40Gi', undefined)).toEqual({});
});
