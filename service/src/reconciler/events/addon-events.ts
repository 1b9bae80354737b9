// Events about add-ons: what is installed, what waits, and for what.
import type { AddonPhase, AddonStatus } from '@hikube/openapi/types';
import type { EventDraft } from '../../model/events.ts';
import { normal, warning } from './draft.ts';

/** What happened to one add-on; `after` is undefined for one that is gone. */
export function addonEvents(
  name: string,
  before: AddonStatus | undefined,
  after: AddonStatus | undefined,
): readonly EventDraft[] {
  if (after === undefined) return [normal('addon', name, 'AddonRemoved', 'The add-on is gone.')];
  return after.phase === (before?.phase ?? 'Pending') ? [] : phaseEvents(name, after.phase, after);
}

function phaseEvents(name: string, phase: AddonPhase, status: AddonStatus): readonly EventDraft[] {
  switch (phase) {
    case 'Ready':
      return [normal('addon', name, 'AddonReady', readyText(status))];
    case 'Installing':
      return [normal('addon', name, 'AddonInstalling', 'The add-on is being installed.')];
    case 'Updating':
      return [normal('addon', name, 'AddonUpdating', 'The add-on gets its new settings.')];
    case 'Removing':
      return [normal('addon', name, 'AddonRemoving', 'The add-on is being removed.')];
    case 'WaitingFor':
      return [warning('addon', name, 'AddonWaiting', messageOf(status, 'WaitingFor'))];
    case 'Failed':
      return [warning('addon', name, 'AddonFailed', messageOf(status, 'Ready'))];
    case 'Pending':
      return [];
  }
}

function readyText({ version }: AddonStatus): string {
  return version === null ? 'The add-on is ready.' : `The add-on is ready in the version ${version}.`;
}

function messageOf({ conditions }: AddonStatus, type: string): string {
  return conditions.find((condition) => condition.type === type)?.message ?? '';
}
