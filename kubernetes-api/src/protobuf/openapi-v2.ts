// The document of OpenAPI 2 as a protobuf message: Go clients ask for it in this form only. The numbers are those of
// openapi.v2 in gnostic-models, for what `documentV2` says.
import { isObject, type Json, type JsonObject } from '../json/json.ts';
import { bytesField, concat, numberField, textField, varint } from './wire.ts';

/** A field with its number. */
type Put = (number: number, value: Json) => Uint8Array;
type Fields = Readonly<Record<string, readonly [number: number, put: Put]>>;

const entriesOf = (value: Json): [string, Json][] =>
  isObject(value) ? (Object.entries(value) as [string, Json][]) : [];

const text: Put = (number, value) => textField(number, String(value));
const flag: Put = (number, value) => numberField(number, value === true ? 1n : 0n);
const count: Put = (number, value) => numberField(number, BigInt(Number(value)));
const fraction: Put = (number, value) =>
  concat([varint(BigInt((number << 3) | 1)), new Uint8Array(Float64Array.of(Number(value)).buffer)]);
/** What has no type of its own, as YAML, of which JSON is a part. */
const any: Put = (number, value) => bytesField(number, textField(2, JSON.stringify(value)));
const each =
  (put: Put): Put =>
  (number, value) =>
    concat((Array.isArray(value) ? value : [value]).map((item) => put(number, item)));
const entries =
  (put: Put): Put =>
  (number, value) =>
    concat(
      entriesOf(value).map(([key, item]) => bytesField(number, concat([textField(1, key), put(2, item)]))),
    );
/** A message that has nothing but this field. */
const within =
  (inner: number, put: Put): Put =>
  (number, value) =>
    bytesField(number, put(inner, value));

/** @param extensions number of the field for what begins with `x-` */
function message(fields: () => Fields, extensions: number): Put {
  return (number, value) => {
    const known = fields();
    const parts = entriesOf(value).map(([key, item]) => {
      if (key.startsWith('x-')) return bytesField(extensions, concat([textField(1, key), any(2, item)]));
      const [at, put] = known[key] ?? [];
      return at === undefined || put === undefined ? new Uint8Array() : put(at, item);
    });
    return bytesField(number, concat(parts));
  };
}

const schema: Put = message(() => SCHEMA, 31);
const SCHEMA: Fields = {
  $ref: [1, text],
  format: [2, text],
  title: [3, text],
  description: [4, text],
  default: [5, any],
  multipleOf: [6, fraction],
  maximum: [7, fraction],
  exclusiveMaximum: [8, flag],
  minimum: [9, fraction],
  exclusiveMinimum: [10, flag],
  maxLength: [11, count],
  minLength: [12, count],
  pattern: [13, text],
  maxItems: [14, count],
  minItems: [15, count],
  uniqueItems: [16, flag],
  maxProperties: [17, count],
  minProperties: [18, count],
  required: [19, each(text)],
  enum: [20, each(any)],
  additionalProperties: [
    21,
    (number, value) => bytesField(number, typeof value === 'boolean' ? flag(2, value) : schema(1, value)),
  ],
  type: [22, within(1, each(text))],
  items: [23, within(1, each(schema))],
  allOf: [24, each(schema)],
  properties: [25, within(1, entries(schema))],
  readOnly: [27, flag],
  example: [30, any],
};

const BODY: Fields = {
  description: [1, text],
  name: [2, text],
  in: [3, text],
  required: [4, flag],
  schema: [5, schema],
};
/** The same parameter in a query has one field more, and other numbers behind it. */
const placed = (after: number): Fields => ({
  required: [1, flag],
  in: [2, text],
  description: [3, text],
  name: [4, text],
  type: [after, text],
  format: [after + 1, text],
  uniqueItems: [after + 14, flag],
});
const body = message(() => BODY, 6);
const inPath = message(() => placed(5), 22);
const inQuery = message(() => placed(6), 23);

const parameter: Put = (number, value) => {
  const place = isObject(value) ? value['in'] : undefined;
  if (place === 'body') return bytesField(number, within(1, body)(1, value));
  const other = place === 'path' ? inPath(4, value) : inQuery(3, value);
  return bytesField(number, bytesField(1, bytesField(2, other)));
};

const RESPONSE: Fields = { description: [1, text], schema: [2, within(1, schema)] };
const OPERATION: Fields = {
  tags: [1, each(text)],
  description: [3, text],
  operationId: [5, text],
  produces: [6, each(text)],
  consumes: [7, each(text)],
  parameters: [8, each(parameter)],
  responses: [
    9,
    within(
      1,
      entries(
        within(
          1,
          message(() => RESPONSE, 5),
        ),
      ),
    ),
  ],
  schemes: [10, each(text)],
};
const operation = message(() => OPERATION, 13);
const PATH: Fields = {
  get: [2, operation],
  put: [3, operation],
  post: [4, operation],
  delete: [5, operation],
  options: [6, operation],
  head: [7, operation],
  patch: [8, operation],
  parameters: [9, each(parameter)],
};
const INFO: Fields = { title: [1, text], version: [2, text] };
const API_KEY: Fields = { type: [1, text], name: [2, text], in: [3, text], description: [4, text] };

const DOCUMENT: Fields = {
  swagger: [1, text],
  info: [2, message(() => INFO, 7)],
  paths: [8, within(2, entries(message(() => PATH, 10)))],
  definitions: [9, within(1, entries(schema))],
  security: [12, each(within(1, entries(within(1, each(text)))))],
  securityDefinitions: [
    13,
    within(
      1,
      entries(
        within(
          2,
          message(() => API_KEY, 5),
        ),
      ),
    ),
  ],
};

export function openApiV2ToProtobuf(document: JsonObject): Uint8Array {
  return concat(
    Object.entries(DOCUMENT).flatMap(([key, [number, put]]) => {
      const value = document[key];
      return value === undefined ? [] : [put(number, value)];
    }),
  );
}
