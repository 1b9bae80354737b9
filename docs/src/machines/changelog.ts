// What CHANGELOG.md says, release by release and point by point.

/** One point of a release. */
export interface Change {
  /** Such as `Added`. */
  readonly kind: string;
  /** Markdown. */
  readonly text: string;
}

/** A release, or what is not released yet. */
export interface Release {
  readonly name: string;
  /** Day of the release (ISO 8601); absent before it. */
  readonly date?: string;
  readonly changes: readonly Change[];
}

/** How it is headed where all of them are listed. */
export function headingOf({ name, date }: Release): string {
  return date === undefined ? name : `${name}, ${date}`;
}

/** Reads it. */
export function readChangelog(text: string): readonly Release[] {
  return text
    .split(/^## /m)
    .slice(1)
    .map((part) => {
      const [head = '', ...lines] = part.split('\n');
      const [, name = head, date] = /^\[?([^\]\s]+)\]?(?: - (\d{4}-\d\d-\d\d))?/.exec(head) ?? [];
      return { name, ...(date === undefined ? {} : { date }), changes: changesOf(lines.join('\n')) };
    });
}

function changesOf(text: string): readonly Change[] {
  return text
    .split(/^### /m)
    .slice(1)
    .flatMap((part) => {
      const [kind = '', ...lines] = part.split('\n');
      const points = lines.join('\n').split(/^- /m).slice(1);
      return points.map((point) => ({ kind: kind.trim(), text: point.replaceAll(/\n\s*/g, ' ').trim() }));
    });
}
