// The contract as it is published, as a file for the tools of others.
import { fileURLToPath } from 'node:url';

const file = (name: string) => fileURLToPath(new URL(`../../openapi/generated/${name}`, import.meta.url));

export const CONTRACT = file('openapi.gen.json');

/** Its twin, for tools that read nothing newer than OpenAPI 3.0. */
export const TWIN = file('openapi-3.0.gen.json');
