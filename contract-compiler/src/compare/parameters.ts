// Path, query and header parameters.
import type { FlatOperation } from '../read/flat-operations.ts';
import type { Parameter } from '../read/schema.ts';
import type { Pair } from './operations.ts';

const isSame = (one: Parameter, other: Parameter) =>
  one.in === other.in &&
  (one.in === 'header' ? one.name.toLowerCase() === other.name.toLowerCase() : one.name === other.name);

export function compareParameters(before: FlatOperation, after: FlatOperation, pair: Pair): void {
  const { schemas, report } = pair;
  const where = before.operation.operationId;
  for (const old of before.parameters) {
    const now = after.parameters.find((other) => isSame(old, other));
    const place = `${where} ${old.name}`;
    if (now === undefined) {
      report('parameter-removed', place, `is no longer taken in the ${old.in}`);
      continue;
    }
    if (now.required && !old.required) report('parameter-required', place, 'must be sent now');
    if (spelling(old) !== spelling(now))
      report(
        'parameter-serialised-otherwise',
        place,
        `is written as ${spelling(now)} and was ${spelling(old)}`,
      );
    schemas.compare(old.schema, now.schema, 'request', place);
  }
  for (const now of after.parameters) {
    if (now.required && !before.parameters.some((old) => isSame(old, now)))
      report('parameter-added-required', `${where} ${now.name}`, 'is new and must be sent; make it optional');
  }
}

/** How the value is written, with what OpenAPI takes where nothing is said. */
function spelling(parameter: Parameter): string {
  const { style = parameter.in === 'query' ? 'form' : 'simple' } = parameter;
  const { explode = style === 'form', allowReserved = false } = parameter;
  return `${style}${explode ? ' exploded' : ''}${allowReserved ? ' unescaped' : ''}`;
}
