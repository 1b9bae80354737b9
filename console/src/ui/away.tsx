// A link that leads out of the console. It opens beside it: leaving the page would forget the token and what was typed.
import type { ComponentChildren } from 'preact';
import type { Words } from '../text/words.ts';

interface AwayProps {
  readonly href: string;
  readonly words: Words;
  readonly className?: string;
  readonly children: ComponentChildren;
}

/** The link. */
export function Away({ href, words, className, children }: AwayProps) {
  return (
    <a class={className} href={href} target="_blank" rel="noopener noreferrer">
      {children} <span class="vh">{words.opensTab}</span>
    </a>
  );
}
