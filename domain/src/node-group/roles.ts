// Roles of nodes: a set of names, each the end of a label `node-role.kubernetes.io/<role>`.
import { errorWith, type Finding } from '../finding.ts';
import { at } from '../values/pointer.ts';
import { checkList, checkString, show, showBare } from '../values/read.ts';

/** A node has a label of this and its role, without a value. */
export const ROLE_LABEL = 'node-role.kubernetes.io/';

const ROLE_MAX_LENGTH = 63;

const ROLE = /^[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;

/** Checks the roles of a group. */
export function checkRoles(roles: unknown, pointer = '/roles'): readonly Finding[] {
  return checkList(roles, pointer, 'roles', (list) =>
    list.flatMap((role, index) => checkRole(role, at(pointer, index))),
  );
}

function checkRole(role: unknown, pointer: string): readonly Finding[] {
  return checkString(role, pointer, 'A role', (text) => {
    if (text.length <= ROLE_MAX_LENGTH && ROLE.test(text)) return [];
    const detail =
      `The role ${show(text)} must have 1 to ${ROLE_MAX_LENGTH} lower-case letters, digits, "-" and ".", ` +
      'and start and end with a letter or digit.';
    const params = { role: showBare(text), most: ROLE_MAX_LENGTH };
    return [errorWith(params, pointer, 'invalid_role', detail)];
  });
}
