// What only a page can have, in the middle of prose. A line of its own stands for it: `::: map`, or, where people read the file
// in the repository as well, a comment that they do not see: `<!-- portal: try createCluster -->`.
import type { Contract } from '../reference/contract.ts';
import { tryPanel } from '../reference/try-panel.ts';
import type { Block, Language, Page } from '../site.ts';
import { type DrawingSources, drawingOf } from './concept-drawings.ts';

/** What live parts are made from. */
export interface LiveSources extends DrawingSources {
  readonly contract: Contract;
}

const LINE = /^(::: [\w -]+)$/m;

/** Comments for the portal as lines that `withLive` takes. */
export function liveLines(text: string): string {
  return text.replaceAll(/^<!-- portal: ([\w -]+) -->$/gm, '::: $1');
}

/** The page, with a drawing, the emulator or a sample to press where a line stands for it. */
export function withLive(page: Page, sources: LiveSources): Page {
  const blocks = page.blocks.flatMap((block): readonly Block[] => {
    if (block.kind !== 'prose') return [block];
    return block.markdown.split(LINE).flatMap((part): readonly Block[] => {
      const [, name] = /^::: ([\w -]+)$/.exec(part) ?? [];
      if (name !== undefined) return liveBlocks(name, page.language, sources);
      return part.trim() === '' ? [] : [{ kind: 'prose', markdown: part.trim() }];
    });
  });
  return { ...page, blocks };
}

/** @throws Error when nothing has this name */
function liveBlocks(name: string, language: Language, sources: LiveSources): readonly Block[] {
  const [, operationId] = /^try (\w+)$/.exec(name) ?? [];
  if (operationId === undefined) return drawingOf(name, language, sources);
  const operation = sources.contract.operations.find((each) => each.operationId === operationId);
  const panel = operation === undefined ? [] : tryPanel(operation, language, `try-${operationId}`);
  if (panel.length === 0) throw new Error(`There is no sample of ${operationId} that could be tried.`);
  return panel;
}
