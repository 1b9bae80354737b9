// What a judge of changes has to tell apart: what breaks clients, at least once of each kind, and what does not.
import { OF_ANSWERS } from './of-answers.ts';
import { OF_OPERATIONS } from './of-operations.ts';
import { OF_REQUESTS } from './of-requests.ts';

export { ADDITIONS } from './additions.ts';

export const BREAKS = [...OF_OPERATIONS, ...OF_REQUESTS, ...OF_ANSWERS];
