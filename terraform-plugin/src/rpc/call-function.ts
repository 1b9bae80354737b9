// CallFunction: pure functions, which Terraform also calls without a configured provider.
import { FunctionError } from '../errors.ts';
import type { Parameter, ProviderFunction } from '../function.ts';
import type { DynamicValue, Requests, Responses, FunctionError as WireError } from '../protocol/messages.ts';
import { valueProblems } from '../validation/value-problems.ts';
import { conformValue } from '../values/conform.ts';
import type { Value } from '../values/value.ts';
import { decodeDynamicValue, encodeDynamicValue } from '../values/wire.ts';
import { explain } from './author.ts';
import type { ProviderServer } from './server.ts';

export async function callFunction(
  server: ProviderServer,
  request: Requests['CallFunction'],
): Promise<Responses['CallFunction']> {
  const { functions = {} } = server.provider;
  const definition = Object.hasOwn(functions, request.name) ? functions[request.name] : undefined;
  if (definition === undefined) {
    return { error: { text: `provider "${server.provider.name}" has no function "${request.name}"` } };
  }
  try {
    const { fixed, variadic } = readArguments(definition, request.arguments);
    const result = conformValue(definition.returns, await definition.run(fixed, variadic));
    const problem = result.problems[0];
    if (problem !== undefined) throw new Error(`its result is wrong: ${problem.message}`);
    return { result: encodeDynamicValue(result.value) };
  } catch (thrown) {
    return { error: errorOf(server, request.name, thrown) };
  }
}

function readArguments(definition: ProviderFunction, encoded: readonly DynamicValue[]) {
  const { parameters, variadic } = definition;
  const values = encoded.map((argument, index) => {
    const parameter = parameters[index] ?? variadic;
    if (parameter === undefined) throw new FunctionError('there are too many arguments', index);
    return readArgument(parameter, argument, index);
  });
  return { fixed: values.slice(0, parameters.length), variadic: values.slice(parameters.length) };
}

function readArgument(parameter: Parameter, encoded: DynamicValue, index: number): Value {
  const value = decodeDynamicValue(parameter.type, encoded);
  const problem = valueProblems(parameter.type, value)[0];
  if (problem !== undefined) throw new FunctionError(problem.message, index);
  return value;
}

function errorOf(server: ProviderServer, name: string, thrown: unknown): WireError {
  if (thrown instanceof FunctionError) {
    return { text: unended(thrown.message), functionArgument: thrown.argument };
  }
  const [first] = explain(server, `calling function ${name}`, thrown);
  return { text: unended([first?.summary, first?.detail].filter(Boolean).join(': ')) };
}

/** Terraform puts the full stop itself. */
function unended(text: string): string {
  return text.replace(/\.$/, '');
}
