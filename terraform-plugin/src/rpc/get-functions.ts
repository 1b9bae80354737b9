// GetFunctions: the signatures of the provider's functions.
import type { Parameter, ProviderFunction } from '../function.ts';
import type { FunctionParameter, FunctionSignature, Responses } from '../protocol/messages.ts';
import { encodeType } from '../schema/encode.ts';
import type { ProviderServer } from './server.ts';

export function getFunctions(server: ProviderServer): Responses['GetFunctions'] {
  return { functions: signatures(server) };
}

/** Every function's signature by name. */
export function signatures(server: ProviderServer): Record<string, FunctionSignature> {
  const entries = Object.entries(server.provider.functions ?? {});
  return Object.fromEntries(entries.map(([name, definition]) => [name, signature(definition)]));
}

function signature(definition: ProviderFunction): FunctionSignature {
  return {
    parameters: definition.parameters.map(encodeParameter),
    variadicParameter: definition.variadic && encodeParameter(definition.variadic),
    return: { type: encodeType(definition.returns) },
    summary: definition.summary,
    description: definition.description,
    descriptionKind: 'markdown',
    deprecationMessage: definition.deprecation,
  };
}

function encodeParameter(parameter: Parameter): FunctionParameter {
  return {
    name: parameter.name,
    type: encodeType(parameter.type),
    allowNullValue: parameter.allowNull,
    allowUnknownValues: parameter.allowUnknown,
    description: parameter.description,
    descriptionKind: 'markdown',
  };
}
