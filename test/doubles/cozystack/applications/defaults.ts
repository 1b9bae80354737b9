// Fills in the defaults of a schema when an application is shown. Where the schema wants an object or a list, whatever
// else is stored there is not shown.
import type { Schema } from '@hikube/kubernetes-api';

type Values = Record<string, unknown>;

export function withDefaults(values: unknown, schema: Schema): Values {
  return filled(isMap(values) ? structuredClone(values) : {}, schema, true) as Values;
}

function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function typeOf({ type, properties, additionalProperties, items }: Schema): string {
  if (type !== undefined) return type;
  if (properties !== undefined || typeof additionalProperties === 'object') return 'object';
  return items === undefined ? '' : 'array';
}

function filled(value: unknown, schema: Schema, top = false): unknown {
  const type = typeOf(schema);
  if (type === 'object') return filledMap(value, schema, top);
  if (type === 'array') {
    const list = Array.isArray(value)
      ? value
      : Array.isArray(schema.default)
        ? structuredClone(schema.default)
        : [];
    return schema.items === undefined ? list : list.map((item) => filled(item, schema.items!));
  }
  return (value === null || value === undefined) && schema.default !== undefined
    ? structuredClone(schema.default)
    : value;
}

function filledMap(value: unknown, schema: Schema, top: boolean): Values {
  const standard = !top && isMap(schema.default) ? structuredClone(schema.default) : {};
  const map = isMap(value) ? value : standard;
  const { properties = {}, additionalProperties } = schema;
  for (const [name, property] of Object.entries(properties)) {
    if (!Object.hasOwn(map, name) && property.default !== undefined)
      map[name] = structuredClone(property.default);
    if (Object.hasOwn(map, name)) map[name] = filled(map[name], property);
  }
  if (typeof additionalProperties === 'object')
    for (const name of Object.keys(map))
      if (!Object.hasOwn(properties, name)) map[name] = filled(map[name], additionalProperties);
  // A Go server writes maps with sorted keys.
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
