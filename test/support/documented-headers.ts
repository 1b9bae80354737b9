// Which headers the contract documents for an answer, read from the published document and from nothing that the service
// itself uses.
import contract from '@hikube/openapi/openapi.json' with { type: 'json' };

/** A header of an answer as the contract has it, by its name in lower case. */
export type DocumentedHeaders = ReadonlyMap<string, { readonly name: string; readonly isRequired: boolean }>;

interface Referenced {
  readonly $ref?: string;
}
interface Header extends Referenced {
  readonly required?: boolean;
}
interface Answer extends Referenced {
  readonly headers?: Readonly<Record<string, Header>>;
}
interface Operation {
  readonly responses: Readonly<Record<string, Answer>>;
}

const paths = contract.paths as unknown as Readonly<Record<string, Readonly<Record<string, Operation>>>>;

function resolve<Part extends Referenced>(part: Part): Part {
  if (part.$ref === undefined) return part;
  const steps = part.$ref.slice(2).split('/');
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], contract) as Part;
}

/** @returns undefined when the operation has no such answer */
export function documentedHeaders(
  method: string,
  template: string,
  status: number,
): DocumentedHeaders | undefined {
  const answer = paths[template]?.[method.toLowerCase()]?.responses[String(status)];
  if (answer === undefined) return undefined;
  const headers = Object.entries(resolve(answer).headers ?? {});
  return new Map(
    headers.map(([name, header]) => [
      name.toLowerCase(),
      { name, isRequired: resolve(header).required === true },
    ]),
  );
}

/** Every header that the contract documents anywhere, in lower case. */
export const CONTRACT_HEADERS: ReadonlySet<string> = new Set(
  Object.values(paths)
    .flatMap((item) => Object.values(item))
    .flatMap((operation) => Object.values(operation.responses ?? {}))
    .flatMap((answer) => Object.keys(resolve(answer).headers ?? {}))
    .map((name) => name.toLowerCase()),
);
