// Parameters arrive as text. One schema per operation says what the text must be, what it becomes and what stands in
// for an absent one.
import { type Contract, type Json, type Parameter, referenceName, type Schema } from '../read/schema.ts';
import { propertyKey, unionOf } from '../read/text.ts';

const PLACES = ['path', 'query', 'header'] as const;

/** Text of a whole number: decimal, no sign, no blanks; what `Number()` takes beyond that is not offered. */
const DIGITS: Schema = { type: 'string', pattern: '^(0|[1-9][0-9]{0,14})$' };

/** How a parameter is called in a handler: headers in lower case, as Fetch gives them. */
export function parameterKey(parameter: Parameter): string {
  return parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;
}

function textSchema(schema: Schema): Schema {
  if (schema.type !== 'integer') return schema;
  const { default: fallback, ...rest } = schema;
  return { ...(fallback === undefined ? {} : { default: fallback }), allOf: [DIGITS, rest] };
}

/** Schema of `{ path, query, header }`. An unknown query parameter is refused: nothing is accepted and ignored. */
export function parameterSchema(parameters: Parameter[]): Schema {
  const properties: Record<string, Schema> = {};
  for (const place of PLACES) {
    const here = parameters.filter((parameter) => parameter.in === place);
    const required = here.filter((parameter) => parameter.required).map(parameterKey);
    properties[place] = {
      type: 'object',
      properties: Object.fromEntries(
        here.map((parameter) => [parameterKey(parameter), textSchema(parameter.schema)]),
      ),
      ...(required.length > 0 ? { required } : {}),
      additionalProperties: place === 'header',
    };
  }
  return { type: 'object', properties, required: [...PLACES] };
}

/** Names of the parameters of a place that are lists, separated by commas. */
export function listParameters(parameters: Parameter[], place: Parameter['in']): string[] {
  return parameters.filter((each) => each.in === place && each.schema.type === 'array').map(parameterKey);
}

function scalarType(schema: Schema, document: Contract): string {
  if (schema.$ref !== undefined) {
    const name = referenceName(schema.$ref);
    return document.components.schemas[name]?.enum === undefined ? 'string' : `api.${name}`;
  }
  if (schema.type === 'array') return `readonly ${scalarType(schema.items ?? {}, document)}[]`;
  if (schema.enum !== undefined)
    return unionOf(schema.enum.filter((value: Json) => typeof value === 'string'));
  return schema.type === 'integer' ? 'number' : schema.type === 'boolean' ? 'boolean' : 'string';
}

/** TypeScript type of the validated parameters. One with a default is always there. */
export function parameterType(parameters: Parameter[], document: Contract): string {
  const places = PLACES.map((place) => {
    const here = parameters.filter((parameter) => parameter.in === place);
    const members = here.map((parameter) => {
      const optional = !parameter.required && parameter.schema.default === undefined;
      return `${propertyKey(parameterKey(parameter))}${optional ? '?' : ''}: ${scalarType(parameter.schema, document)}`;
    });
    return `${place}: ${members.length === 0 ? 'Record<never, string>' : `{ ${members.join('; ')} }`}`;
  });
  return `{ ${places.join('; ')} }`;
}
