// Every button that changes something, what it needs, and that it says so where that is missing.
import { globSync, readFileSync } from 'node:fs';
import upgrades from '@hikube/openapi/examples/getVersionUpgrade.json' with { type: 'json' };
import openapi from '@hikube/openapi/openapi.json' with { type: 'json' };
import { type OperationFacts, operations } from '@hikube/openapi/operations';
import type { VersionUpgrade } from '@hikube/sdk';
import { expect, test } from 'vitest';
import type { ClusterPicture } from './cluster/picture.ts';
import { UpgradePanel } from './cluster/upgrade-panel.tsx';
import { type Action, type Allowed, NEEDS, whyNot } from './may.ts';
import { answerOf, rendered } from './rendered.support.tsx';
import { wordsOf } from './text/words.ts';

const ACTIONS = Object.keys(NEEDS) as Action[];
const contract = openapi as { readonly paths: Record<string, Record<string, { description?: string }>> };
const OPERATIONS: Readonly<Record<string, OperationFacts>> = operations;

const sources = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname })
  .filter((path) => !/\.(test|support)\./.test(path))
  .map((path) => readFileSync(new URL(path, import.meta.url), 'utf8'));

/** `versionUpgrades.pause` is the call of `pauseVersionUpgrade`. */
function operationOf(call: string): OperationFacts | undefined {
  const [resource = '', method = ''] = call.split('.');
  const singular = resource.replace(/s$/, '');
  return OPERATIONS[`${method}${singular.charAt(0).toUpperCase()}${singular.slice(1)}`];
}

/** Calls of the client in a source; a verb that is chosen stands for each that there is. */
function callsIn(source: string): readonly string[] {
  const named = [...source.matchAll(/client\.(\w+)\.(\w+)\(/g)].map(([, on, does]) => `${on}.${does}`);
  const verbs = [...(/type Verb = (.*);/.exec(source)?.[1] ?? '').matchAll(/'(\w+)'/g)];
  const chosen = [...source.matchAll(/client\.(\w+)\[verb\]\(/g)];
  return [...named, ...chosen.flatMap(([, on]) => verbs.map(([, verb]) => `${on}.${verb}`))];
}

test('whatever the console changes is in the table, with the scope that the contract asks for', () => {
  const calls = new Set(sources.flatMap(callsIn));
  const writes = [...calls].filter((call) => {
    const facts = operationOf(call);
    return facts !== undefined && facts.method !== 'GET' && facts.previews === undefined;
  });
  expect(writes.sort()).toEqual([...ACTIONS].sort());
  for (const action of ACTIONS)
    expect([action, operationOf(action)?.scope]).toEqual([action, NEEDS[action].scope]);
});

test.each(ACTIONS)('the button of %s asks whether it may', (action) => {
  const [resource = ''] = action.split('.');
  const asked = [`'${action}'`, `\`${resource}.\${verb}\``];
  expect(
    sources.some((source) => source.includes('useWhyNot') && asked.some((text) => source.includes(text))),
  ).toBe(true);
});

test.each(ACTIONS)('%s says what is missing, in both languages', (action) => {
  const all: Allowed = { scopes: ['read', 'write', 'admin'], capabilities: new Set(['upgrade.pause']) };
  const english = wordsOf('en', () => 0);
  const french = wordsOf('fr', () => 0);
  expect(whyNot(action, all, english)).toBeUndefined();
  expect(whyNot(action, { ...all, capabilities: undefined }, english)).toBeUndefined();
  const readOnly = { ...all, scopes: ['read'] };
  expect(whyNot(action, readOnly, english)).toBe(
    `It takes a token with the scope ${NEEDS[action].scope}; yours has read.`,
  );
  expect(whyNot(action, readOnly, french)).toContain(`portée ${NEEDS[action].scope}`);
  const bare = { ...all, capabilities: new Set<string>() };
  const needs = 'capability' in NEEDS[action];
  for (const words of [english, french]) {
    expect(whyNot(action, bare, words) !== undefined).toBe(needs);
  }
});

test('the capabilities are those that the contract names at the operation', () => {
  for (const action of ACTIONS) {
    const facts = operationOf(action);
    const said = contract.paths[facts?.path ?? '']?.[facts?.method.toLowerCase() ?? '']?.description ?? '';
    const named = /capability `([\w.]+)`/.exec(said)?.[1];
    const need: { readonly scope: string; readonly capability?: string } = NEEDS[action];
    // An upgrade can always be cancelled while that costs nothing: its text names what is left later.
    if (action !== 'versionUpgrades.cancel') expect([action, named]).toEqual([action, need.capability]);
  }
});

const UPGRADE = answerOf<VersionUpgrade>(upgrades);

/** The buttons of an upgrade: those that work, and those that do not. */
function buttons(startedAt: string | null, can: readonly string[], isOnline = true): Record<string, boolean> {
  const upgrade = {
    ...UPGRADE,
    status: { ...UPGRADE.status, phase: 'Running', startedAt },
  } as VersionUpgrade;
  const picture = { cluster: { name: 'prod' }, upgrade } as unknown as ClusterPicture;
  const html = rendered(<UpgradePanel picture={picture} refresh={async () => undefined} />, 'en', {
    capabilities: new Set(can),
    isOnline,
  });
  expect(html.includes('You are offline')).toBe(!isOnline);
  const found = [...html.matchAll(/<button[^>]*aria-disabled="(\w+)"[^>]*>([^<]*)/g)];
  return Object.fromEntries(found.map(([, off, name]) => [name, off === 'false']));
}

test('an upgrade that has begun has no pause on a platform that cannot hold it', () => {
  const began = '2026-03-02T08:00:00Z';
  expect(buttons(began, [])).toEqual({ Pause: false, Cancel: true });
  expect(buttons(began, ['upgrade.pause'])).toEqual({ Pause: true, Cancel: true });
  expect(buttons(null, [])).toEqual({ Pause: true, Cancel: true });
});

test('without a network nothing can be pressed that changes something, and it is said why', () => {
  expect(buttons(UPGRADE.status.startedAt, ['upgrade.pause'], false)).toEqual({
    Pause: false,
    Cancel: false,
  });
  expect(buttons(null, [], false)).toEqual({ Pause: false, Cancel: false });
});
