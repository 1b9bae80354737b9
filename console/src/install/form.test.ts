// What the form says before everything in it has been typed.
import { expect, test } from 'vitest';
import { constructs, hcl } from '../code/languages.ts';
import type { Offer } from './catalogue.ts';
import { definitionOfForm, emptyForm, namedForm, newGroup } from './form.ts';

const OFFER = { versions: [{ minor: '1.35', default: true }], addons: [] } as unknown as Offer;
const EMPTY = { ...emptyForm(OFFER), groups: [newGroup(0, '')] };

test('code that is shown has names where nobody has typed one yet', () => {
  const definition = definitionOfForm(namedForm(EMPTY));
  expect(hcl(definition)).toContain('resource "hikube_kubernetes_cluster" "my_cluster" {\n  name ');
  expect(hcl(definition)).toContain('"my-cluster"');
  expect(hcl(definition)).toContain('pool-1 = {');
  expect(constructs(definition)).not.toContain("''");
});

test('a name that was typed is kept, and nothing is sent under another', () => {
  const typed = { ...EMPTY, name: 'shop', groups: [newGroup(0, 'web')] };
  expect(namedForm(typed)).toEqual(typed);
  expect(definitionOfForm(EMPTY).name).toBe('');
});
