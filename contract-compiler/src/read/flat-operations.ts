// Operations as a list: each with its path, its method and all parameters that apply to it.
import {
  type Contract,
  METHODS,
  type Operation,
  type Parameter,
  type Response,
  referenceName,
} from './schema.ts';

/** An operation with its path, method and resolved parameters. */
export interface FlatOperation {
  path: string;
  method: string;
  operation: Operation;
  parameters: Parameter[];
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
