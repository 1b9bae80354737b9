// provider::hikube::version_compare(a, b)
import { compareVersions } from '@hikube/domain';
import { defineFunction, parameter, types } from 'terraform-plugin';
import { checkVersionArgument } from './version-argument.ts';

export const versionCompare = defineFunction({
  summary: 'Compares two Kubernetes versions.',
  description:
    'Gives -1, 0 or 1 when the minor version of `a` is older than, the same as, or newer than that of `b`. `1.34`, `v1.34` and `1.34.2` are the same.',
  parameters: [
    parameter('a', types.string, { description: 'A version, such as `1.34`.' }),
    parameter('b', types.string, { description: 'The version to compare it with.' }),
  ],
  returns: types.int64,
  run: ([a, b]) => {
    for (const [position, version] of [a, b].entries()) checkVersionArgument(version, position);
    return Math.sign(compareVersions(a, b) ?? 0);
  },
});
