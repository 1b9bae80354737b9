// A group that is there already keeps its name, and its field says so.
import { expect, test } from 'vitest';
import { rendered } from '../rendered.support.tsx';
import { newGroup } from './form.ts';
import { GroupsFieldset } from './groups-fieldset.tsx';
import { tellWith } from './told.ts';

const offer = { instanceTypes: [], gpuTypes: [], storageClasses: [], known: { capabilities: [] } };
const told = tellWith([], { left: new Set(), isAsked: false }, () => undefined);

/** The field of the name, with everything up to the next one. */
function nameField(isFixed: boolean, language: 'en' | 'fr' = 'en'): string {
  const groups = [{ ...newGroup(0, 'web'), isFixed }];
  const html = rendered(<GroupsFieldset {...{ groups, offer, told }} change={() => undefined} />, language);
  return html.slice(html.indexOf('<legend'), html.indexOf('<select'));
}

test('a name that cannot change any more is not to be written in, and says why', () => {
  expect(nameField(true)).toMatch(/<input[^>]* readonly [^>]*aria-describedby="g0-name-h g0-name-e"/);
  expect(nameField(true)).toContain('Cannot be changed.');
  expect(nameField(true, 'fr')).toContain('Ne peut pas changer.');
});

test('that of a new one is', () => {
  expect(nameField(false)).not.toContain('readonly');
  expect(nameField(false)).not.toContain('Cannot be changed.');
});
