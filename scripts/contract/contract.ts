// The finished contract: bundled, derived schemas written out, problem codes filled in.
import { bundle, readProblems } from './bundle.ts';
import { expandDerived } from './derive.ts';
import type { Contract, Operation, Parameter, ProblemEntry, Response, Schema } from './schema.ts';
import { METHODS, referenceName } from './schema.ts';

/** The contract with its list of problem codes; `sources` are the schemas as written, with their client facts. */
export interface LoadedContract {
  document: Contract;
  problems: Record<string, ProblemEntry>;
  sources: Record<string, Schema>;
}

/** An operation with its path, method and resolved parameters. */
export interface FlatOperation {
  path: string;
  method: string;
  operation: Operation;
  parameters: Parameter[];
}

/** Reads, expands and completes the contract. */
export async function loadContract(): Promise<LoadedContract> {
  const [document, problems] = await Promise.all([bundle(), readProblems()]);
  const sources = document.components.schemas;
  const schemas = expandDerived(sources);
  for (const [name, schema] of Object.entries(schemas)) {
    if (!schema['x-hikube-problem-codes']) continue;
    const { 'x-hikube-problem-codes': _marker, maxLength: _length, ...rest } = schema;
    schemas[name] = { ...rest, enum: Object.keys(problems) };
  }
  return { document: { ...document, components: { ...document.components, schemas } }, problems, sources };
}

/** Every operation in the order of the document. */
export function flatOperations(document: Contract): FlatOperation[] {
  const result: FlatOperation[] = [];
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation === undefined) continue;
      const declared = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
      const parameters = declared.map((parameter) =>
        '$ref' in parameter
          ? (document.components.parameters[referenceName(parameter.$ref)] as Parameter)
          : parameter,
      );
      result.push({ path, method, operation, parameters });
    }
  }
  return result;
}

/** The response itself, also where the operation only refers to it. */
export function resolveResponse(document: Contract, response: Response): Response {
  return response.$ref === undefined
    ? response
    : (document.components.responses[referenceName(response.$ref)] as Response);
}
