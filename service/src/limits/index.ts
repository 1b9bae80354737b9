// The door for whoever bounds callers, whatever they speak.
export { Buckets, DEFAULT_RATE_LIMIT, type RateLimit } from './buckets.ts';
export { DEFAULT_GUESS_LIMIT, Guesses } from './guesses.ts';
export { DEFAULT_HELD_LIMIT, type HeldLimit, type Holder, type Place, Places } from './places.ts';
