// Helm values as the JSON text that Terraform takes. References may stand anywhere in them, and whatever else a value
// contains reaches the cluster as it was written: Terraform would otherwise evaluate `${…}` in it.
import { isPlain } from '../rules/known.ts';
import { splitReferences } from '../rules/references.ts';

/** The functions of an engine with which a reference becomes JSON when its value is known. */
export interface JsonFunctions {
  readonly Token: { isUnresolved(value: unknown): boolean };
  readonly Fn: {
    jsonencode(value: unknown): string;
    trimprefix(text: string, prefix: string): string;
    trimsuffix(text: string, suffix: string): string;
    rawString(text: string): string;
  };
}

/**
 * The JSON text of the values. A text is taken for JSON already, or for a reference to one.
 * @throws Error for what JSON cannot hold, with its place
 */
export function valuesText(
  functions: JsonFunctions,
  values: Readonly<Record<string, unknown>> | string,
): string {
  return typeof values === 'string' ? values : encode(functions, values, '', new Set());
}

function encode(
  functions: JsonFunctions,
  value: unknown,
  place: string,
  above: ReadonlySet<unknown>,
): string {
  if (typeof value === 'string') return encodeText(functions, value);
  if (functions.Token.isUnresolved(value)) return functions.Fn.jsonencode(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value !== 'object')
    throw unfit(place, typeof value === 'number' ? String(value) : `a ${typeof value}`);
  if (above.has(value)) throw unfit(place, 'an object that contains itself');
  if (!Array.isArray(value) && !isPlain(value)) throw unfit(place, `a ${value.constructor.name}`);
  const inside = new Set(above).add(value);
  if (Array.isArray(value)) {
    const items = value.map((item, index) => encode(functions, item ?? null, `${place}[${index}]`, inside));
    return `[${items.join(',')}]`;
  }
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(
      ([key, member]) =>
        `${encodeText(functions, key, 'key')}:${encode(functions, member, `${place}.${key}`, inside)}`,
    );
  return `{${members.join(',')}}`;
}

/** A text that is nothing but a reference keeps the type of what it refers to; a key is a text whatever it refers to. */
function encodeText(functions: JsonFunctions, text: string, as: 'key' | 'value' = 'value'): string {
  const pieces = splitReferences(text);
  if (as === 'value' && pieces.length === 1 && functions.Token.isUnresolved(text)) {
    return functions.Fn.jsonencode(text);
  }
  const inside = pieces.map((piece) =>
    functions.Token.isUnresolved(piece)
      ? insideOfText(functions, piece)
      : escapeTemplates(JSON.stringify(piece).slice(1, -1)),
  );
  return `"${inside.join('')}"`;
}

/** What Terraform writes between the quotes for a reference inside a longer text. */
function insideOfText({ Fn }: JsonFunctions, reference: string): string {
  const quote = Fn.rawString('"');
  return Fn.trimprefix(Fn.trimsuffix(Fn.jsonencode(reference), quote), quote);
}

/** JSON knows another way to write the first character of a template; it means the same and Terraform reads past it. */
function escapeTemplates(json: string): string {
  return json.replaceAll(/\$(?=\{|$)/g, '\\u0024').replaceAll(/%(?=\{|$)/g, '\\u0025');
}

function unfit(place: string, what: string): Error {
  return new Error(
    `The Helm values have ${what} at ${place.replace(/^\./, '') || 'the top'}, which JSON cannot hold.`,
  );
}
