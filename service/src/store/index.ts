// The door for whoever keeps something in the store: the seam itself, what goes wrong in it, and the store in memory.
export type { Damage, OnDamage } from './damage.ts';
export { Damages } from './damages.ts';
export { StoreError, type StoreErrorCode } from './errors.ts';
export { everyDocument } from './every-document.ts';
export { MAX_PAGE } from './limits.ts';
export { createMemoryStore } from './memory/memory-store.ts';
export * from './store.ts';
