// Regular expressions of users. Kubernetes reads them with RE2, which takes a time in proportion to the text whatever the
// expression is; those of JavaScript can take for ever, and with them one object could hold the whole server.
import { RE2JS } from 're2js';

/** Counts steps of an expression times characters of a text. @throws Error when that was too much */
export type SpendSteps = (steps: number) => void;

/** One that was compiled. What it may cost is about a second by default. @throws Error when that is not enough */
export interface Expression {
  test(text: string, spend?: SpendSteps): boolean;
  /** The first that fits. */
  first(text: string, spend?: SpendSteps): string | undefined;
  /** All that fits, first to last. */
  all(text: string, spend?: SpendSteps): string[];
}

const MOST_STEPS = 20_000_000;
/** Steps of an expression, whose repetitions are written out: more take seconds to compile. */
const LARGEST = 100_000;
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
  const repetitions = [...pattern.matchAll(/\{(\d{0,5}),?(\d{0,5})\}/g)].flatMap(([, least, most]) => [
    Number(least),
    Number(most),
  ]);
  if (pattern.length * repetitions.reduce((a, b) => Math.max(a, b), 1) > LARGEST)
    throw new Error(`the regular expression is too large: ${pattern.slice(0, 100)}`);
  const re2 = RE2JS.compile(pattern);
  const size = re2.programSize();
  /** Never more than `MOST_STEPS` at once, whoever counts. */
  const limited = (spend: SpendSteps | undefined): SpendSteps => {
    let left = MOST_STEPS;
    return (characters) => {
      const steps = size * (characters + 1);
      left -= steps;
      if (left < 0)
        throw new Error(`the text is too long for the regular expression: ${pattern.slice(0, 100)}`);
      spend?.(steps);
    };
  };
  return {
    test(text, spend) {
      limited(spend)(text.length);
      return re2.test(text);
    },
    first(text, spend) {
      limited(spend)(text.length);
      const matcher = re2.matcher(text);
      return matcher.find() ? (matcher.group() ?? '') : undefined;
    },
    all(text, spend) {
      const afford = limited(spend);
      const found: string[] = [];
      const matcher = re2.matcher(text);
      // Each search may look at all that is left, whatever it finds.
      for (let from = 0; ; from = matcher.end()) {
        afford(text.length - from);
        if (!matcher.find()) return found;
        found.push(matcher.group() ?? '');
      }
    },
  };
}
