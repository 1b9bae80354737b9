// What is checked of an application before it is stored: its name, and keys that the platform keeps for itself.
import { badRequest, type FieldError, internal, invalid, required } from '@hikube/kubernetes-api';

const FIELD = 'metadata.name';
const LONGEST_RELEASE = 53;
const LONGEST_NAMESPACE = 63;
const DNS_1035 = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const DNS_1035_TEXT =
  "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for validation is '[a-z]([-a-z0-9]*[a-z0-9])?')";

/** @param tenant whether the rule for tenants holds */
export function nameErrors(name: string, tenant: boolean): FieldError[] {
  if (name === '') return [required(FIELD, 'name is required')];
  if (tenant && !/^[a-z][a-z0-9]*$/.test(name))
    return [
      invalid(
        FIELD,
        name,
        'tenant names must start with a lowercase letter and contain only lowercase letters and digits; dashes are not allowed',
      ),
    ];
  const errors: FieldError[] = [];
  if (name.length > 63) errors.push(invalid(FIELD, name, 'must be no more than 63 characters'));
  if (!DNS_1035.test(name)) errors.push(invalid(FIELD, name, DNS_1035_TEXT));
  return errors;
}

export function lengthErrors(name: string, prefix: string): FieldError[] {
  const most = LONGEST_RELEASE - prefix.length;
  if (name.length <= most) return [];
  return [
    invalid(
      FIELD,
      name,
      `must be no more than ${most} characters (release prefix ${JSON.stringify(prefix)})`,
    ),
  ];
}

/** The namespace that a tenant gets. */
export function tenantNamespace(namespace: string, name: string): string {
  if (namespace === 'tenant-root') return name === 'root' ? 'tenant-root' : `tenant-${name}`;
  return `${namespace}-${name}`;
}

export function namespaceErrors(namespace: string, name: string): FieldError[] {
  const computed = tenantNamespace(namespace, name);
  if (computed.length <= LONGEST_NAMESPACE) return [];
  return [
    invalid(
      FIELD,
      name,
      `computed tenant namespace ${JSON.stringify(computed)} would be ${computed.length} characters, which exceeds the ${LONGEST_NAMESPACE}-character Kubernetes namespace limit; shorten the tenant name or reduce ancestor nesting depth`,
    ),
  ];
}

/** @throws StatusError for what is no object, and for keys with an underscore in front */
export function checkValues(spec: unknown): void {
  if (spec === undefined || spec === null) return;
  if (typeof spec !== 'object' || Array.isArray(spec)) {
    const word = Array.isArray(spec) ? 'array' : typeof spec === 'boolean' ? 'bool' : typeof spec;
    throw badRequest(`json: cannot unmarshal ${word} into Go value of type map[string]interface {}`);
  }
  for (const key of Object.keys(spec))
    if (key.startsWith('_'))
      throw badRequest(
        `values key ${JSON.stringify(key)} is reserved (keys starting with '_' are not allowed)`,
      );
}

/** What the server says of an error of the API server behind it. */
export function failed(what: string, error: unknown): Error {
  return internal(`${what}: ${error instanceof Error ? error.message : String(error)}`);
}
