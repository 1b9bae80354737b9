// An argument that is a Kubernetes version.
import { parseVersion } from '@hikube/domain';
import { FunctionError } from 'terraform-plugin';
import { lostZero } from '../bridge/lost-zero.ts';

/**
 * @param position of the argument, from 0
 * @throws FunctionError for a text that is no version, or that is one only because its zero was lost
 */
export function checkVersionArgument(version: string, position: number): void {
  if (parseVersion(version) === undefined) {
    throw new FunctionError(
      `${JSON.stringify(version)} is not a Kubernetes version; write one such as "1.34".`,
      position,
    );
  }
  const wrong = lostZero(version);
  if (wrong !== undefined) throw new FunctionError(`${wrong}.`, position);
}
