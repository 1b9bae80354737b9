// Conditions as a person needs them: those that are as they should be have nothing to say.
import type { Cluster } from '@hikube/sdk';
import type { SummaryTable } from './summary.ts';

type Condition = Cluster['status']['conditions'][number];

/** The state of something, with its aspects. */
export interface Observed {
  readonly phase: string;
  readonly conditions: readonly Condition[];
}

/** Aspects of which it is news when they hold; of all others, when they do not. */
const NEWS = new Set(['PatchAvailable', 'ScalingLimited', 'WaitingFor']);

const isNews = ({ type, status }: Condition) => status !== (NEWS.has(type) ? 'False' : 'True');

/** Phases of what does as it should. */
const WELL = new Set(['Running', 'Ready', 'Succeeded']);

/** The phase, and why it is no better. */
export function statusOf({ phase, conditions }: Observed): string {
  const lacking = (type: string) => conditions.find((each) => each.type === type && each.status !== 'True');
  // Of a cluster, the one says what is missing and the other only that it cannot be used.
  const why =
    lacking('Healthy') ?? lacking('Ready') ?? (WELL.has(phase) ? undefined : conditions.find(isNews));
  return why === undefined ? phase : `${phase} ${reasonOf(why)}`;
}

/** What is said of one aspect; undefined where nothing is. */
export function aspectOf({ conditions }: Pick<Observed, 'conditions'>, type: string): Condition | undefined {
  return conditions.find((each) => each.type === type);
}

/** Why, as a word, and as a sentence where there is one. */
export const reasonOf = ({ reason, message }: Condition): string =>
  `(${reason})${message === '' ? '' : `: ${message}`}`;

/** What is not as it should be, or worth knowing; nothing where there is no such aspect. */
export function attention({ conditions }: Observed): readonly SummaryTable[] {
  const rows = conditions.filter(isNews);
  if (rows.length === 0) return [];
  const columns = (['type', 'status', 'reason', 'message'] as const).map((field) => ({
    title: field.toUpperCase(),
    of: (row: object) => (row as Condition)[field],
  }));
  return [{ title: 'Conditions to look at', columns, rows }];
}
