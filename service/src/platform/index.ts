// The door for platforms: the seam that each of them implements, and the time and chance that it may use.
export { type Clock, createVirtualClock, type VirtualClock } from '../clock.ts';
export { digestOf } from '../crypto.ts';
export { createSeededRandom, type Random, systemRandom, uuid } from '../random.ts';
export { Turns } from '../turns.ts';
export * from './access.ts';
export * from './found.ts';
export * from './platform.ts';
export * from './retained.ts';
export * from './routes.ts';
export * from './sealed-place.ts';
export * from './sentence.ts';
