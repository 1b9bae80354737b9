// What the generator of the L1 constructs uses.
export { generateBindings } from './bindings.ts';
export { ENGINES, type EngineName, type ProviderConstraint } from './engines.ts';
export { tidyBindings } from './tidy-bindings.ts';
