// Code to copy, with colours for comments, texts, numbers and words.
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Icon } from './icon.tsx';
import { useCopy } from './use-copy.ts';

const TOKENS =
  /(\/\/[^\n]*|(?<=^|\s)#[^\n]*)|("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')|\b(resource|const|await|new|import|from|jsonencode|true|false|null)\b|\b(\d+(?:\.\d+)?)\b/g;
const CLASSES = ['c', 's', 'k', 'n'] as const;

/** A piece of code. */
export function Code({ text }: { readonly text: string }) {
  const { words } = useContext(Surroundings);
  const copy = useCopy();
  return (
    <div class="code">
      <button class="btn quiet copy" type="button" onClick={() => copy(text)}>
        <Icon name="copy" />
        {words.copyThis}
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys. */}
      <pre tabIndex={0}>
        <code>{painted(text)}</code>
      </pre>
    </div>
  );
}

function painted(text: string) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(TOKENS)) {
    const kind = CLASSES[match.slice(1).findIndex((group) => group !== undefined)];
    parts.push(text.slice(end, match.index), <span class={kind}>{match[0]}</span>);
    end = match.index + match[0].length;
  }
  return [...parts, text.slice(end)];
}
