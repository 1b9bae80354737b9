// provider::hikube::version_next(version)
import { nextMinor } from '@hikube/domain';
import { defineFunction, parameter, types } from 'terraform-plugin';
import { checkVersionArgument } from './version-argument.ts';

export const versionNext = defineFunction({
  summary: 'The minor version after this one.',
  description: 'An upgrade moves one minor version at a time, so this is the only version that can follow.',
  parameters: [parameter('version', types.string, { description: 'A version, such as `1.34`.' })],
  returns: types.string,
  run: ([version]) => {
    checkVersionArgument(version, 0);
    return nextMinor(version) ?? '';
  },
});
