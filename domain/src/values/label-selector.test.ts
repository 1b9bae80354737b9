import { describe, expect, test } from 'vitest';
import { matchesLabels, parseLabelSelector } from './label-selector.ts';

function selects(text: string, labels: Record<string, string>): boolean {
  const result = parseLabelSelector(text);
  if (!result.ok) throw new Error(result.detail);
  return matchesLabels(result.requirements, labels);
}

describe('a selector', () => {
  const web = { app: 'web', tier: 'front', 'example.ch/env': 'prod', empty: '' };

  test.each([
    ['app=web', true],
    ['app==web', true],
    [' app = web ', true],
    ['app=other', false],
    ['missing=x', false],
    ['app!=web', false],
    ['app!=other', true],
    ['missing!=x', true],
    ['app', true],
    ['missing', false],
    ['!app', false],
    ['!missing', true],
    ['! missing', true],
    ['app in (web,api)', true],
    ['app in(api)', false],
    ['missing in (x)', false],
    ['app notin (api, worker)', true],
    ['app notin (web)', false],
    ['missing notin (x)', true],
    ['empty=', true],
    ['app=', false],
    ['empty in (,x)', true],
    ['app=web,tier in (front),!legacy,example.ch/env=prod', true],
    ['app=web,tier=back', false],
    ['in=x', false],
    ['in in (x)', false],
    ['constructor', false],
  ])('%s: %j', (text, expected) => {
    expect(selects(text, web)).toBe(expected);
  });

  test.each([
    ['', 1, 'write the key of a label here.'],
    ['app=web,', 9, 'write the key of a label here.'],
    ['app=web,,tier', 9, 'write the key of a label here.'],
    ['=web', 1, 'write the key of a label here.'],
    ['-app=web', 1, 'this can be no key of a label.'],
    ['app=-web', 5, 'this can be no value of a label.'],
    ['app web', 5, 'write =, !=, in, notin or a comma after the key.'],
    ['app=web tier=x', 9, 'write a comma before the next requirement, or nothing more.'],
    ['app=web)', 8, 'write a comma before the next requirement, or nothing more.'],
    ['app in web', 8, 'write the values in parentheses, such as (prod,staging).'],
    ['app in (web', 12, 'write a comma or a closing parenthesis here.'],
    ['app in (web api)', 13, 'write a comma or a closing parenthesis here.'],
    ['app>1', 1, 'this can be no key of a label.'],
    [`${'k'.repeat(64)}`, 1, 'this can be no key of a label.'],
  ])('%j is refused at character %i', (text, position, reason) => {
    expect(parseLabelSelector(text)).toEqual({
      ok: false,
      position,
      detail: `Character ${position} of the selector: ${reason}`,
    });
  });
});
