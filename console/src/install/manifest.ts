// The cluster of the form in the platform's own form, in its newest shape: the API reads every shape of it.
import { writeManifest } from '@hikube/domain/manifest';
import type { ClusterCreate } from '@hikube/sdk';
import { yamlOf } from '../code/yaml.ts';

/** The manifest as YAML. @param definition one that the rules accept */
export function manifestOf(definition: ClusterCreate): string {
  return yamlOf(writeManifest(definition as Parameters<typeof writeManifest>[0], '1.6'));
}
