// Which patch of each minor version the simulated platform offers, and the release of a newer one.
import { PlatformError } from '../../platform/platform.ts';
import type { VersionState } from '../../platform/simulation.ts';
import { invalidBody, type Refusal } from '../../refusal.ts';
import type { SimulationContext } from '../simulation.ts';
import { membersOf } from './members.ts';

/** Which patch of each minor version is offered. */
export interface VersionsState {
  readonly versions: readonly VersionState[];
}

type VersionsContext = Pick<SimulationContext, 'controls'>;

/** The versions that are offered now. */
export async function readVersions({ controls }: VersionsContext): Promise<VersionsState> {
  return { versions: await controls.versions() };
}

/** Releases a patch of a minor version, for the clusters of every tenant. */
export async function releasePatch(context: VersionsContext, body: unknown): Promise<VersionsState> {
  const { minor, patch } = membersOf<VersionState>(body, {
    minor: { type: 'string' },
    patch: { type: 'string' },
  });
  const { versions } = await readVersions(context);
  const minors = versions.map((version) => version.minor);
  if (!minors.includes(minor)) {
    throw invalidField(
      'minor',
      `This minor version is not offered here: choose one of ${minors.join(', ')}.`,
    );
  }
  try {
    await context.controls.setPatch(minor, patch);
  } catch (cause) {
    if (!(cause instanceof PlatformError) || cause.reason !== 'InvalidArgument') throw cause;
    throw invalidField('patch', cause.message);
  }
  return readVersions(context);
}

function invalidField(field: string, detail: string): Refusal {
  return invalidBody([{ pointer: `/${field}`, code: 'invalid_value', detail }]);
}
