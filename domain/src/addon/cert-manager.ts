// Options of cert-manager: issuers that exist from the start, each with what its kind needs and nothing else.
import { error, type Finding } from '../finding.ts';
import { isDnsLabel } from '../values/name.ts';
import { didYouMean } from '../values/nearest-name.ts';
import { at } from '../values/pointer.ts';
import { checkObject, checkString, isAbsent, type JsonObject, show } from '../values/read.ts';

/** The one field that each kind of issuer needs; the other one means nothing to it. */
const NEEDS: Readonly<Record<string, { readonly field: string; readonly why: string }>> = {
  'lets-encrypt': { field: 'email', why: "Let's Encrypt needs an address for its account" },
  'lets-encrypt-staging': { field: 'email', why: "Let's Encrypt needs an address for its account" },
  'private-ca': { field: 'secretName', why: 'a private authority is read from a secret' },
};

const ISSUER_TYPES: readonly string[] = Object.freeze(Object.keys(NEEDS));

/** Checks `options.certManager`. */
export function checkCertManagerOptions(options: JsonObject, pointer: string): readonly Finding[] {
  const place = at(pointer, 'issuers');
  return checkObject(options['issuers'], place, 'issuers', (issuers) =>
    Object.entries(issuers).flatMap(([name, issuer]) => checkIssuer(name, issuer, at(place, name))),
  );
}

function checkIssuer(name: string, issuer: unknown, pointer: string): readonly Finding[] {
  if (!isDnsLabel(name)) {
    const detail = `The issuer name ${show(name)} must have 1 to 63 lower-case letters, digits and "-", and start with a letter.`;
    return [error(pointer, 'invalid_name', detail)];
  }
  return checkObject(issuer, pointer, `The issuer ${name}`, (object) => {
    if (isAbsent(object['type'])) {
      const detail = `The issuer ${name} needs a type: ${ISSUER_TYPES.join(', ')}.`;
      return [error(at(pointer, 'type'), 'option_missing', detail, ISSUER_TYPES)];
    }
    return checkString(object['type'], at(pointer, 'type'), 'type', (type) =>
      checkIssuerOfType(name, type, object, pointer),
    );
  });
}

function checkIssuerOfType(
  name: string,
  type: string,
  issuer: JsonObject,
  pointer: string,
): readonly Finding[] {
  const needs = Object.hasOwn(NEEDS, type) ? NEEDS[type] : undefined;
  if (needs === undefined) {
    const detail = `The issuer ${name} cannot be ${show(type)}; choose one of ${ISSUER_TYPES.join(', ')}.${didYouMean(type, ISSUER_TYPES)}`;
    return [error(at(pointer, 'type'), 'invalid_value', detail, ISSUER_TYPES)];
  }
  const findings: Finding[] = [];
  if (isAbsent(issuer[needs.field])) {
    const detail = `The issuer ${name} needs ${needs.field}, because ${needs.why}.`;
    findings.push(error(at(pointer, needs.field), 'option_missing', detail));
  }
  const other = needs.field === 'email' ? 'secretName' : 'email';
  if (!isAbsent(issuer[other])) {
    const detail = `${other} means nothing to an issuer of type ${type}; remove it, or choose another type.`;
    findings.push(error(at(pointer, other), 'option_not_applicable', detail));
  }
  return findings;
}
