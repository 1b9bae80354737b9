// provider::hikube::version_compare(a, b)
import { compareVersions } from '@hikube/domain';
import { defineFunction, FunctionError, parameter, types } from '../framework/index.ts';

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
    const order = compareVersions(a, b);
    if (order !== undefined) return Math.sign(order);
    const wrong = compareVersions(a, a) === undefined ? 0 : 1;
    throw new FunctionError(
      `${JSON.stringify([a, b][wrong])} is not a Kubernetes version; write one such as 1.34.`,
      wrong,
    );
  },
});
