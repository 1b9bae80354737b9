// Which patch of each minor version the simulated platform offers, and the release of a newer one.
import { PlatformError, type RouteRequest } from '@hikube/service/platform';
import type { SimulationControls, VersionState } from '../simulation.ts';
import { membersOf } from './members.ts';
import { invalidField } from './refuse.ts';

/** Which patch of each minor version is offered. */
export interface VersionsState {
  readonly versions: readonly VersionState[];
}

/** The versions that are offered now. */
export async function readVersions(controls: SimulationControls): Promise<VersionsState> {
  return { versions: await controls.versions() };
}

/** Releases a patch of a minor version, for the clusters of every tenant. */
export async function releasePatch(
  controls: SimulationControls,
  { body }: RouteRequest,
): Promise<VersionsState> {
  const { minor, patch } = membersOf<VersionState>(body, {
    minor: { type: 'string' },
    patch: { type: 'string' },
  });
  const { versions } = await readVersions(controls);
  const minors = versions.map((version) => version.minor);
  if (!minors.includes(minor)) {
    throw invalidField(
      'minor',
      `This minor version is not offered here: choose one of ${minors.join(', ')}.`,
    );
  }
  try {
    await controls.setPatch(minor, patch);
  } catch (cause) {
    if (!(cause instanceof PlatformError) || cause.reason !== 'InvalidArgument') throw cause;
    throw invalidField('patch', cause.message);
  }
  return readVersions(controls);
}
