// Regular expressions of users. Kubernetes reads them with RE2, which takes a time in proportion to the text whatever the
// expression is; those of JavaScript can take for ever, and with them one object could hold the whole server.
import { RE2JS } from 're2js';

/** One that was compiled. */
export interface Expression {
  test(text: string): boolean;
  /** All that fits, first to last. */
  all(text: string): string[];
}

// Steps of the expression times characters of the text: about a second on a slow machine.
const MOST_WORK = 20_000_000;
const MOST_KEPT = 1_000;
const compiled = new Map<string, Expression>();

/** @throws Error with what is wrong with the expression */
export function regularExpression(pattern: string): Expression {
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const expression = compile(pattern);
  if (compiled.size >= MOST_KEPT) compiled.clear();
  compiled.set(pattern, expression);
  return expression;
}

function compile(pattern: string): Expression {
  const re2 = RE2JS.compile(pattern);
  const size = re2.programSize();
  /** @throws Error when the expression and the text are too large for each other */
  const afford = (text: string): void => {
    if (size * text.length > MOST_WORK)
      throw new Error(`the text is too long for the regular expression: ${pattern.slice(0, 100)}`);
  };
  return {
    test: (text) => {
      afford(text);
      return re2.test(text);
    },
    all: (text) => {
      afford(text);
      const found: string[] = [];
      const matcher = re2.matcher(text);
      while (matcher.find()) found.push(matcher.group() ?? '');
      return found;
    },
  };
}
