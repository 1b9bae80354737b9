// The door for listeners: what a socket refuses before there is a Request, in the words of the API.
export { parseWait } from '../handlers/waiting/operation.ts';
export { Refusal } from '../refusal.ts';
export { SECURE_HEADERS } from './answer.ts';
export { isOrigin } from './cors.ts';
export { EVENT_STREAM } from './event-stream.ts';
export { requestIdFor } from './observe.ts';
export { createPages, type LoadPages, type PageFile } from './pages.ts';
export { problemOf } from './problem.ts';
export { answerRefusal, malformedRequest, refuseDotSegments, refuseWrongHosts } from './raw-request.ts';
export { BASE_PATH, createRouter, type Router } from './router.ts';
