// What can come next on a command line, from the table of words alone. What a tenant has made is asked for elsewhere.
import type { Source } from '../commands/command.ts';
import { kebab } from '../contract/parse.ts';
import type { ArgumentWords, CommandWords, FlagWords, GroupWords, Words } from './words.ts';

export interface Proposal {
  readonly word: string;
  /** What it means. */
  readonly brief: string;
}

/** Names that somebody has to be asked for. */
export interface ProposedNames {
  readonly source: Source;
  readonly brief: string;
  /** What stands before a name in the same word, such as `--cluster=`. */
  readonly stem: string;
  /** Arguments before, such as the cluster whose node groups are meant. */
  readonly args: readonly string[];
}

export type Proposed = { readonly proposals: readonly Proposal[] } | ProposedNames;

/** @param typed words behind `hikube`, of which the last is being typed */
export function propose({ flags, root }: Words, typed: readonly string[]): Proposed {
  const partial = typed.at(-1) ?? '';
  const before = typed.slice(0, -1);
  let place: GroupWords | CommandWords = root;
  while ('commands' in place) {
    const word = before.shift();
    if (word === undefined)
      return { proposals: matching(Object.entries(place.commands).map(named), partial) };
    const next: GroupWords | CommandWords | undefined = Object.hasOwn(place.commands, word)
      ? place.commands[word]
      : undefined;
    if (next === undefined) return NOTHING;
    place = next;
  }
  const own = place.flags.flatMap((index) => flags[index] ?? []);
  return inCommand(place, own, before, partial);
}

function inCommand(
  { args: places, isRest }: CommandWords,
  flags: readonly FlagWords[],
  before: readonly string[],
  partial: string,
): Proposed {
  const args: string[] = [];
  const given = new Set<FlagWords>();
  let open: FlagWords | undefined;
  let isOver = false;
  for (const word of before) {
    if (open !== undefined) open = undefined;
    else if (isOver || !word.startsWith('-') || word === '-') args.push(word);
    else if (word === '--') isOver = true;
    else {
      const flag = flags.find((each) => isMeant(each, word));
      if (flag === undefined) return NOTHING;
      given.add(flag);
      if (flag.isSwitch !== true && !word.includes('=')) open = flag;
    }
  }
  if (open !== undefined) return ofValues(open, args, partial);
  if (!isOver && partial.startsWith('-')) {
    const stem = /^[^=]+=/.exec(partial)?.[0];
    if (stem !== undefined) {
      const flag = flags.find((each) => each.isSwitch !== true && isMeant(each, partial));
      return flag === undefined ? NOTHING : ofValues(flag, args, partial, stem);
    }
    const left = flags.filter((flag) => flag.isMany === true || !given.has(flag));
    return {
      proposals: matching(
        left.flatMap(({ flag: word, brief, isNegatable }) => [
          { word, brief },
          ...(isNegatable === true ? [{ word: word.replace('--', '--no-'), brief: `Not: ${brief}` }] : []),
        ]),
        partial,
      ),
    };
  }
  const place = places[args.length] ?? (isRest === true ? places.at(-1) : undefined);
  return place === undefined ? NOTHING : ofValues(place, args, partial);
}

const NOTHING: Proposed = { proposals: [] };

function ofValues(
  { values, brief }: ArgumentWords,
  args: readonly string[],
  partial: string,
  stem = '',
): Proposed {
  if (typeof values === 'string') return { source: values, brief, args, stem };
  return { proposals: valuesBehind(stem, values ?? [], brief, partial) };
}

/** Values as a shell takes them: with what stands before them in the same word. */
export function valuesBehind(
  stem: string,
  values: readonly string[],
  brief: string,
  partial: string,
): readonly Proposal[] {
  return matching(
    values.map((value) => ({ word: `${stem}${value}`, brief })),
    partial,
  );
}

/** `--flag`, `--flag=value`, `--no-flag` or its letter. */
function isMeant({ flag, letter, isSwitch }: FlagWords, word: string): boolean {
  // The parser takes both spellings.
  const name = kebab(word.split('=')[0] ?? '');
  if (letter !== undefined && name === `-${letter}`) return true;
  return name === flag || (isSwitch === true && name === flag.replace('--', '--no-'));
}

const named = ([word, { brief }]: [string, { readonly brief: string }]): Proposal => ({ word, brief });

const matching = (all: readonly Proposal[], partial: string): readonly Proposal[] =>
  all.filter(({ word }) => word.startsWith(partial));

/** As a shell reads it: a proposal a line, its meaning behind a tab. */
export const printed = (proposals: readonly Proposal[]): string =>
  proposals.map(({ word, brief }) => `${word}\t${brief}\n`).join('');
