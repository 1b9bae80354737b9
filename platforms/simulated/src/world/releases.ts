// Patch versions that were released since the catalogue was written: the catalogue moves on, clusters do not by that.
import { type Catalogue, normaliseVersion, parseVersion } from '@hikube/domain';
import { comparePatches } from './control-plane/versions.ts';
import type { Environment } from './environment.ts';
import type { Rules } from './rules.ts';

/** The catalogue with the patches that are offered now. */
export function withPatches(catalogue: Catalogue, patches: Environment['patches'] = {}): Catalogue {
  if (Object.keys(patches).length === 0) return catalogue;
  const kubernetesVersions = catalogue.kubernetesVersions.map((version) => {
    const released = patches[version.minor];
    // A catalogue that came with a later release of the platform may be ahead of what was set before it.
    const isNewer = released !== undefined && comparePatches(released, version.patch) > 0;
    return isNewer ? { ...version, patch: released } : version;
  });
  return { ...catalogue, kubernetesVersions };
}

/** The rules with the patches that are offered now. */
export function withReleases(rules: Rules, environment: Environment): Rules {
  return { ...rules, catalogue: withPatches(rules.catalogue, environment.patches) };
}

/** Offers a patch of a minor from now on. */
export function withPatch(environment: Environment, minor: string, patch: string): Environment {
  if (environment.patches?.[minor] === patch) return environment;
  return { ...environment, patches: { ...environment.patches, [minor]: patch } };
}

/** The minor versions with the patches that are offered now. */
export function versionsOf(
  rules: Rules,
  environment: Environment,
): readonly { readonly minor: string; readonly patch: string }[] {
  const { kubernetesVersions } = withReleases(rules, environment).catalogue;
  return kubernetesVersions.map(({ minor, patch }) => ({ minor, patch }));
}

/** Why a text cannot be released as a patch of a minor; undefined when it can. */
export function checkRelease(
  rules: Rules,
  environment: Environment,
  minor: string,
  patch: string,
): string | undefined {
  const isPatch = parseVersion(patch)?.patch !== undefined && !patch.startsWith('v');
  if (!isPatch || normaliseVersion(patch) !== minor)
    return `patch must be one of ${minor}, such as "${minor}.9".`;
  const offered = versionsOf(rules, environment).find((version) => version.minor === minor)?.patch;
  if (offered === undefined || comparePatches(patch, offered) >= 0) return undefined;
  return `patch must not be older than ${offered}, which is offered already.`;
}
