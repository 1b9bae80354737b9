// Refuses templates in literals. An engine writes a text as it is, so Terraform would evaluate `${file("/etc/passwd")}`
// in a name that came from elsewhere.
import { at, type Finding } from '@hikube/domain';
import { isPlain } from './known.ts';
import { withoutReferences } from './references.ts';
import { refusal } from './refusal.ts';

/** Where Terraform begins to evaluate. */
const TEMPLATE = /[$%]\{/;

/** A finding for each literal text, and each key, that Terraform would evaluate. */
export function checkTemplates(value: unknown, pointer = ''): readonly Finding[] {
  if (typeof value === 'string') return hasTemplate(value) ? [template(pointer)] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => checkTemplates(item, at(pointer, index)));
  if (typeof value !== 'object' || value === null || !isPlain(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => [
    ...(hasTemplate(key) ? [template(at(pointer, key))] : []),
    ...checkTemplates(item, at(pointer, key)),
  ]);
}

function hasTemplate(text: string): boolean {
  return TEMPLATE.test(withoutReferences(text));
}

function template(pointer: string): Finding {
  return refusal(
    pointer,
    'A literal must not contain "${" or "%{", because Terraform would evaluate it; pass a reference of the engine, such as variable.stringValue.',
  );
}
