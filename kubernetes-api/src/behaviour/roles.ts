// Roles and their bindings.
import { equal, isObject, listOf, objectOf, textOf } from '../json/json.ts';
import type { Behaviour } from '../kinds/behaviour.ts';
import type { KubernetesObject } from '../kinds/object.ts';
import { ageColumn, nameColumn } from '../read/columns.ts';
import { type FieldError, invalid, notSupported, required } from '../status/field-error.ts';
import { isDnsSubdomain, isPathSegment } from '../validation/names.ts';
import { named } from '../validation/object-meta.ts';
import { column } from './texts.ts';

const GROUP = 'rbac.authorization.k8s.io';

function ruleErrors(kind: string, rule: unknown, field: string): FieldError[] {
  const { verbs, nonResourceURLs, apiGroups, resources, resourceNames } = objectOf(rule);
  const found: FieldError[] = [];
  if (listOf(verbs).length === 0)
    found.push(required(`${field}.verbs`, 'verbs must contain at least one value'));
  if (listOf(nonResourceURLs).length > 0) {
    if (kind === 'Role')
      found.push(
        invalid(
          `${field}.nonResourceURLs`,
          nonResourceURLs,
          'namespaced rules cannot apply to non-resource URLs',
        ),
      );
    if ([apiGroups, resources, resourceNames].some((list) => listOf(list).length > 0))
      found.push(
        invalid(
          `${field}.nonResourceURLs`,
          nonResourceURLs,
          'rules cannot apply to both regular resources and non-resource URLs',
        ),
      );
    return found;
  }
  if (listOf(apiGroups).length === 0)
    found.push(required(`${field}.apiGroups`, 'resource rules must supply at least one api group'));
  if (listOf(resources).length === 0)
    found.push(required(`${field}.resources`, 'resource rules must supply at least one resource'));
  return found;
}

export function roles(kind: 'Role' | 'ClusterRole'): Behaviour {
  return {
    checkName: named(isPathSegment),
    createOnUpdate: true,
    validate: (object) =>
      listOf(object['rules']).flatMap((rule, index) => ruleErrors(kind, rule, `rules[${index}]`)),
  };
}

function subjectErrors(kind: string, subject: unknown, field: string): FieldError[] {
  const found: FieldError[] = [];
  const { kind: type, name, namespace, apiGroup } = objectOf(subject);
  if (textOf(name) === '') found.push(required(`${field}.name`));
  if (type === 'ServiceAccount') {
    if (textOf(name) !== '')
      found.push(...isDnsSubdomain(textOf(name)).map((line) => invalid(`${field}.name`, name, line)));
    if (textOf(apiGroup) !== '') found.push(notSupported(`${field}.apiGroup`, apiGroup, ['']));
    // In a binding of a namespace it is that namespace.
    if (textOf(namespace) === '' && kind === 'ClusterRoleBinding') found.push(required(`${field}.namespace`));
  } else if (type === 'User' || type === 'Group') {
    if (apiGroup !== GROUP) found.push(notSupported(`${field}.apiGroup`, apiGroup, [GROUP]));
  } else found.push(notSupported(`${field}.kind`, type, ['ServiceAccount', 'User', 'Group']));
  return found;
}

function bindingErrors(kind: string, object: KubernetesObject): FieldError[] {
  const { apiGroup, kind: role, name } = objectOf(object['roleRef']);
  const kinds = kind === 'RoleBinding' ? ['Role', 'ClusterRole'] : ['ClusterRole'];
  const found: FieldError[] = [];
  if (apiGroup !== GROUP) found.push(notSupported('roleRef.apiGroup', apiGroup, [GROUP]));
  if (!kinds.includes(textOf(role))) found.push(notSupported('roleRef.kind', role, kinds));
  if (textOf(name) === '') found.push(required('roleRef.name'));
  else found.push(...isPathSegment(textOf(name)).map((line) => invalid('roleRef.name', name, line)));
  return [
    ...found,
    ...listOf(object['subjects']).flatMap((subject, index) =>
      subjectErrors(kind, subject, `subjects[${index}]`),
    ),
  ];
}

/** What Kubernetes fills in of a binding. */
function defaults(object: KubernetesObject): void {
  const ref = objectOf(object['roleRef']);
  if (isObject(object['roleRef']))
    object['roleRef'] = {
      apiGroup: textOf(ref['apiGroup']) || GROUP,
      kind: textOf(ref['kind']),
      name: textOf(ref['name']),
    };
  for (const subject of listOf(object['subjects'])) {
    if (!isObject(subject)) continue;
    const { kind } = subject;
    if ((kind === 'User' || kind === 'Group') && textOf(subject['apiGroup']) === '')
      subject['apiGroup'] = GROUP;
  }
}

function goRef(object: KubernetesObject): Record<string, unknown> {
  const { apiGroup, kind, name } = objectOf(object['roleRef']);
  return { APIGroup: apiGroup, Kind: kind, Name: name };
}

function subjectsOf(object: KubernetesObject, kind: string): string {
  return listOf(object['subjects'])
    .map(objectOf)
    .filter((subject) => subject['kind'] === kind)
    .map((subject) =>
      kind === 'ServiceAccount'
        ? `${textOf(subject['namespace'])}/${textOf(subject['name'])}`
        : textOf(subject['name']),
    )
    .join(', ');
}

export function roleBindings(kind: 'RoleBinding' | 'ClusterRoleBinding'): Behaviour {
  return {
    checkName: named(isPathSegment),
    createOnUpdate: true,
    default: defaults,
    validate: (object) => bindingErrors(kind, object),
    validateUpdate: (object, old) =>
      equal(object['roleRef'], old['roleRef'])
        ? []
        : [invalid('roleRef', goRef(object), 'cannot change roleRef')],
    columns: [
      nameColumn,
      column(
        'Role',
        'string',
        'RoleRef can reference a Role in the current namespace or a ClusterRole in the global namespace. If the RoleRef cannot be resolved, the Authorizer must return an error. This field is immutable.',
        (object) =>
          `${textOf(objectOf(object['roleRef'])['kind'])}/${textOf(objectOf(object['roleRef'])['name'])}`,
      ),
      ageColumn,
      column('Users', 'string', 'Users in the roleBinding', (object) => subjectsOf(object, 'User'), 1),
      column('Groups', 'string', 'Groups in the roleBinding', (object) => subjectsOf(object, 'Group'), 1),
      column(
        'ServiceAccounts',
        'string',
        'ServiceAccounts in the roleBinding',
        (object) => subjectsOf(object, 'ServiceAccount'),
        1,
      ),
    ],
  };
}
