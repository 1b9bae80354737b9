// Everything about a configuration that can be judged without the API.
import { type Diagnostic, error } from '../diagnostics.ts';
import { type AttributePath, formatPath, type PathStep } from '../path.ts';
import type { Attribute, Attributes, NestedAttribute, Rule } from '../schema/attribute.ts';
import type { Schema } from '../schema/schema.ts';
import { isObject, isWhollyKnown, type ObjectValue, own, UNKNOWN, type Value } from '../values/value.ts';
import { valueProblems } from './value-problems.ts';

export interface ValidateOptions {
  /** False when Terraform is too old for write-only attributes (before 1.11). */
  readonly writeOnlyAllowed: boolean;
}

/** Validates a configuration; empty when there is nothing to say. */
export function validateConfig(
  schema: Schema,
  config: ObjectValue,
  { writeOnlyAllowed }: ValidateOptions,
): Diagnostic[] {
  const visit: Visit = { diagnostics: [], writeOnlyAllowed };
  visitObject(visit, { attributes: schema.attributes, rules: schema.rules }, config, {
    path: [],
    inSet: false,
  });
  return visit.diagnostics;
}

interface Visit {
  readonly diagnostics: Diagnostic[];
  readonly writeOnlyAllowed: boolean;
}

/** Where the walk is. Inside a set the path stays at the set, because elements have no address. */
interface Here {
  readonly path: AttributePath;
  readonly inSet: boolean;
}

interface Shape {
  readonly attributes: Attributes;
  readonly rules: readonly Rule[];
}

function visitObject(visit: Visit, shape: Shape, config: ObjectValue, here: Here): void {
  for (const [name, attribute] of Object.entries(shape.attributes)) {
    const value = own(config, name);
    const inner = into(here, name);
    if (attribute.required && value === null) report(visit, inner, 'it must be set');
    if (value !== null && attribute.computed && !attribute.optional) {
      report(visit, inner, 'the provider sets it, so it cannot be written; remove it from the configuration');
      continue;
    }
    if (attribute.writeOnly && value !== null) checkWriteOnly(visit, attribute, config, inner, name);
    if (value !== null && value !== UNKNOWN) visitValue(visit, attribute, value, inner);
  }
  for (const rule of shape.rules) checkRule(visit, rule, config, here);
}

function visitValue(visit: Visit, attribute: Attribute, value: Value, here: Here): void {
  if (attribute.kind === 'nested') {
    visitNested(visit, attribute, value, here);
  } else {
    for (const problem of valueProblems(attribute.type, value)) {
      report(
        visit,
        { ...here, path: here.inSet ? here.path : [...here.path, ...problem.at] },
        problem.message,
      );
    }
  }
  if (!isWhollyKnown(value)) return;
  for (const validate of attribute.validators) {
    const message = validate(value);
    if (message !== undefined)
      report(visit, here, attribute.sensitive ? withoutValue(message, value) : message);
  }
}

function visitNested(visit: Visit, attribute: NestedAttribute, value: Value, here: Here): void {
  for (const [step, item] of elementsOf(attribute, value)) {
    const inner = attribute.nesting === 'set' ? { ...here, inSet: true } : into(here, step);
    if (item === null) report(visit, inner, 'an element must not be null');
    if (isObject(item)) visitObject(visit, attribute, item, inner);
  }
}

function elementsOf(attribute: NestedAttribute, value: Value): [PathStep | undefined, Value][] {
  if (attribute.nesting === 'single') return [[undefined, value]];
  if (Array.isArray(value)) return value.map((item, index) => [index, item]);
  return Object.entries(value as ObjectValue).map(([key, item]) => [{ key }, item]);
}

function checkWriteOnly(
  visit: Visit,
  attribute: Attribute,
  config: ObjectValue,
  here: Here,
  name: string,
): void {
  if (!visit.writeOnlyAllowed) {
    report(visit, here, 'write-only attributes need Terraform 1.11 or later');
  }
  const twin = attribute.versionedBy;
  if (twin !== undefined && own(config, twin) === null) {
    report(
      visit,
      here,
      `"${name}" is never stored, so Terraform cannot see it change; set "${twin}" too, and change it to send a new value`,
    );
  }
}

function checkRule(visit: Visit, rule: Rule, config: ObjectValue, here: Here): void {
  const isReady = rule.isReady ?? isWhollyKnown;
  const values: Record<string, Value> = Object.fromEntries(
    rule.reads.map((name) => [name, own(config, name)]),
  );
  if (!Object.values(values).every(isReady)) return;
  const finding = rule.check(values);
  if (finding === undefined) return;
  const path = here.inSet ? here.path : [...here.path, ...(finding.path ?? [])];
  report(visit, { ...here, path }, finding.message, finding.severity);
}

/** A message may quote the value that it is about, and diagnostics are not redacted by Terraform. */
function withoutValue(message: string, value: Value): string {
  const text = typeof value === 'object' ? '' : String(value);
  return text === '' ? message : message.replaceAll(text, '(sensitive value)');
}

function into(here: Here, step: PathStep | undefined): Here {
  return here.inSet || step === undefined ? here : { ...here, path: [...here.path, step] };
}

function report(visit: Visit, here: Here, message: string, severity: 'error' | 'warning' = 'error'): void {
  const at = formatPath(here.path);
  const summary = at === '' ? 'Invalid configuration' : `Invalid ${at}`;
  const detail = `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
  visit.diagnostics.push({ ...error(summary, detail, here.path), severity });
}
