// Label selectors: `app=web`, `tier!=db`, `env in (a, b)`, `env notin (c)`, `gpu`, `!gpu`, joined by commas.
import { StatusError } from './status.ts';

type Labels = Readonly<Record<string, string>>;
/** Whether an object with these labels is meant. */
export type LabelSelector = (labels: Labels) => boolean;

const KEY = '[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?(?:/[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?)?';
const EQUALITY = new RegExp(`^(${KEY})\\s*(=|==|!=)\\s*([-A-Za-z0-9_.]*)$`);
const SET = new RegExp(`^(${KEY})\\s+(in|notin)\\s+\\(([^()]*)\\)$`);
const PRESENCE = new RegExp(`^(!?)\\s*(${KEY})$`);
// Longer ones are no selectors that a person wrote.
const LONGEST = 4_096;

/** @throws StatusError when it is not a selector */
export function parseLabelSelector(text: string): LabelSelector {
  if (text.length > LONGEST) throw unreadable(`${text.slice(0, 40)}…`);
  const parts = split(text).map((part) => part.trim());
  if (parts.every((part) => part === '')) return () => true;
  const requirements = parts.map(parseRequirement);
  return (labels) => requirements.every((holds) => holds(labels));
}

/** At commas that are not inside brackets. */
function split(text: string): string[] {
  return text.split(/,(?![^(]*\))/);
}

function parseRequirement(text: string): LabelSelector {
  const set = SET.exec(text);
  if (set !== null) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    const isIn = (labels: Labels) => labels[key] !== undefined && values.includes(labels[key]);
    return operator === 'in' ? isIn : (labels) => !isIn(labels);
  }
  const equality = EQUALITY.exec(text);
  if (equality !== null) {
    const [, key = '', operator, value] = equality;
    return operator === '!=' ? (labels) => labels[key] !== value : (labels) => labels[key] === value;
  }
  const presence = PRESENCE.exec(text);
  if (presence === null) throw unreadable(text);
  const [, not, key = ''] = presence;
  return (labels) => (labels[key] !== undefined) === (not === '');
}

function unreadable(text: string): StatusError {
  return new StatusError('BadRequest', `unable to parse requirement: "${text}" is no label selector`);
}
