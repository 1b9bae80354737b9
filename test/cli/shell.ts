// The little of a shell that examples use: words, quotes, variables, and a file as standard input.

/** One command line. */
export interface Line {
  readonly words: readonly string[];
  /** File behind `<`. */
  readonly input?: string;
}

/** @throws Error for what is not understood here, so that no example is taken for what it is not */
export function read(line: string, variables: Readonly<Record<string, string>>): Line {
  const words: string[] = [];
  let input: string | undefined;
  const pattern = /\s*(<\s*\S+|(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s"'<>|&;])+|[<>|&;])/gy;
  for (const [, part = ''] of line.matchAll(pattern)) {
    if (/^[>|&;]/.test(part)) throw new Error(`${line} has ${part}, which is not understood here`);
    if (part.startsWith('<')) input = part.slice(1).trim();
    else words.push(unquoted(part, variables));
  }
  return { words, ...(input === undefined ? {} : { input }) };
}

function unquoted(part: string, variables: Readonly<Record<string, string>>): string {
  const expand = (text: string) =>
    text.replace(/\$([A-Z]+)/g, (_, name: string) => {
      const value = variables[name];
      if (value === undefined) throw new Error(`nobody has set $${name}`);
      return value;
    });
  return part.replace(/"((?:[^"\\]|\\.)*)"|'([^']*)'|([^"']+)/g, (_, double, single, bare) =>
    single === undefined ? expand(double ?? bare ?? '') : single,
  );
}
