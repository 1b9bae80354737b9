// Events about patches of the version: one is released, begins, is held by the window, goes on.
import type { ClusterStatus } from '@hikube/openapi/types';
import type { EventDraft } from '../../model/events.ts';
import { PATCH_AVAILABLE } from '../patches/aspect.ts';
import { normal, warning } from './draft.ts';

const REASONS: Readonly<Record<string, string>> = {
  RollingOut: 'PatchRollingOut',
  Paused: 'PatchPaused',
  Refused: 'PatchRefused',
};

/** Told when what is done about a newer patch has changed. That it is everywhere, its operation tells. */
export function patchEvents(
  name: string,
  before: ClusterStatus | undefined,
  after: ClusterStatus,
): readonly EventDraft[] {
  const [earlier, now] = [before, after].map((status) =>
    status?.conditions.find(({ type }) => type === PATCH_AVAILABLE),
  );
  if (now?.status !== 'True') return [];
  const reason = REASONS[now.reason] ?? 'PatchAvailable';
  const earlierReason =
    earlier?.status === 'True' ? (REASONS[earlier.reason] ?? 'PatchAvailable') : undefined;
  if (reason === earlierReason) return [];
  const tell = now.reason === 'Refused' ? warning : normal;
  return [tell('cluster', name, reason, now.message)];
}
