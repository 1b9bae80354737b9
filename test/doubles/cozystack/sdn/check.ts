// What is checked of a security group.
import { type FieldError, invalid, required } from '@hikube/kubernetes-api';
import { notSupported } from '../../../../kubernetes-api/src/status/field-error.ts';

export interface Reference {
  readonly apiGroup?: string;
  readonly kind?: string;
  readonly name?: string;
}

interface Ports {
  readonly ports?: readonly { readonly port?: string; readonly protocol?: string }[];
}

/** Of a group or a policy; which keys it has depends on its direction. */
export interface Rule {
  readonly toPorts?: readonly Ports[];
  readonly [key: string]: unknown;
}

export interface Spec {
  readonly attachments?: readonly Reference[];
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

const PROTOCOLS = ['TCP', 'UDP', 'SCTP', 'ANY'];
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2})?|[\da-fA-F:]*:[\da-fA-F:]*(?:\/\d{1,3})?)$/;

export function specErrors({ attachments = [], ingress = [], egress = [] }: Spec): FieldError[] {
  return [
    ...attachments.flatMap((reference, index) => referenceErrors(`spec.attachments[${index}]`, reference)),
    ...ingress.flatMap((rule, index) => ruleErrors(`spec.ingress[${index}]`, rule, 'from')),
    ...egress.flatMap((rule, index) => ruleErrors(`spec.egress[${index}]`, rule, 'to')),
  ];
}

function referenceErrors(path: string, { kind = '', name = '' }: Reference): FieldError[] {
  return [
    ...(kind === '' ? [required(`${path}.kind`, 'must reference an application kind')] : []),
    ...(name === '' ? [required(`${path}.name`, 'must reference an application name')] : []),
  ];
}

function ruleErrors(path: string, rule: Rule, way: 'from' | 'to'): FieldError[] {
  const apps = (rule[`${way}App`] ?? []) as Reference[];
  const ranges = (rule[`${way}CIDR`] ?? []) as string[];
  return [
    ...apps.flatMap((reference, index) => referenceErrors(`${path}.${way}App[${index}]`, reference)),
    ...ranges.flatMap((range, index) =>
      ADDRESS.test(range)
        ? []
        : [invalid(`${path}.${way}CIDR[${index}]`, range, 'must be a valid CIDR or IP address')],
    ),
    ...(rule.toPorts ?? []).flatMap(({ ports = [] }, index) =>
      ports.flatMap((port, inner) => portErrors(`${path}.toPorts[${index}].ports[${inner}]`, port)),
    ),
  ];
}

function portErrors(
  path: string,
  { port = '', protocol = '' }: { port?: string; protocol?: string },
): FieldError[] {
  const errors: FieldError[] = [];
  if (/^\d+$/.test(port) && (Number(port) < 1 || Number(port) > 65_535))
    errors.push(invalid(`${path}.port`, port, 'port number must be between 1 and 65535'));
  if (protocol !== '' && !PROTOCOLS.includes(protocol.toUpperCase()))
    errors.push(notSupported(`${path}.protocol`, protocol, PROTOCOLS));
  return errors;
}
