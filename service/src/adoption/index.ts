// The door for whoever has no store that lasts: what the platform has, as the records of a service.
export { toldMark } from '../model/found.ts';
export { createIdSource, type IdSource } from '../model/ids.ts';
export { followPlatform, type Picture } from './follow.ts';
export { isSeen } from './seen.ts';
export type { AdoptionTools } from './take-in.ts';
export { isWanted } from './wanted.ts';
