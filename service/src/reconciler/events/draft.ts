// How an event is written down before it has a number.
import type { ClusterEventObject } from '@hikube/openapi/types';
import type { EventDraft } from '../../model/events.ts';

/** Kind of the object that an event is about. */
export type ObjectKind = ClusterEventObject['kind'];

const MESSAGE_MAX = 1024;

/** Something happened as it should. */
export function normal(kind: ObjectKind, name: string, reason: string, message: string): EventDraft {
  return { type: 'Normal', reason, object: { kind, name }, message: bounded(message) };
}

/** Something that a person may want to look at. */
export function warning(kind: ObjectKind, name: string, reason: string, message: string): EventDraft {
  return { type: 'Warning', reason, object: { kind, name }, message: bounded(message) };
}

/** Messages come from platforms too, and the contract bounds them. */
function bounded(message: string): string {
  return message.length <= MESSAGE_MAX ? message : `${message.slice(0, MESSAGE_MAX - 1)}…`;
}
