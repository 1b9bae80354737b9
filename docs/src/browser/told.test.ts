import { expect, test } from 'vitest';
import { type Gland, told } from './told.ts';

const texts = {
  parts: 'parts',
  sites: 'sites',
  running: 'prod is running',
  made: 'prod is there',
  lost: 'prod is running on two sites',
  back: 'Gland is back',
  catching: 'What runs there catches up.',
  full: 'All of it.',
  two: 'Gland is away.',
};
const ended = { status: 'succeeded', phase: 'Done', progress: { done: 9, total: 9 } };
const said = (clusterPhase: string, gland: Gland) => {
  const { phase, text, done } = told(texts, ended, clusterPhase, gland);
  return [phase, text, done];
};

test('while the cluster is made, how far that is', () => {
  const operation = { status: 'running', phase: 'Booting', progress: { done: 2, total: 9 } };
  const wanted = { phase: 'Booting', text: 'Provisioning', done: 2, total: 9, what: 'parts' };
  for (const gland of ['there', 'away', 'back'] as const)
    expect(told(texts, operation, 'Provisioning', gland)).toEqual(wanted);
});

test('that Gland is back is said only of one that was away', () => {
  expect(said('Degraded', 'away')).toEqual(['prod is running on two sites', 'Gland is away.', 2]);
  expect(said('Degraded', 'back')).toEqual(['Gland is back', 'What runs there catches up.', 3]);
  for (const phase of ['Degraded', 'Updating', 'Upgrading'])
    expect(said(phase, 'there')).toEqual(['prod is there', phase, 3]);
  for (const gland of ['there', 'back'] as const)
    expect(said('Running', gland)).toEqual(['prod is running', 'All of it.', 3]);
});
