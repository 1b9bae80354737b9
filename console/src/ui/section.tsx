// A section: a heavy rule, its name, and what stands beside it.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface SectionProps {
  readonly title: string;
  /** What stands at the end of the line of the name. */
  readonly beside?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A section of a page. */
export function Section({ title, beside, children }: SectionProps) {
  const id = useId();
  return (
    <section class="sec" aria-labelledby={id}>
      <div class="sec-head">
        <h2 id={id}>{title}</h2>
        {beside === undefined ? null : <span class="small dim">{beside}</span>}
      </div>
      {children}
    </section>
  );
}
