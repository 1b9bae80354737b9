// Numbers for Prometheus: counters, gauges and histograms in its text format (version 0.0.4).

/** The media type of the text. */
export const METRICS_TYPE = 'text/plain; version=0.0.4; charset=utf-8';

/** Names and values that tell series of one metric apart. They must be few: each combination is kept for ever. */
export type Labels = Readonly<Record<string, string>>;

/** Upper bounds of durations, in seconds; the long ones are requests that are held on purpose. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] as const;

interface Histogram {
  /** How many were at most as long as each bound. */
  readonly counts: number[];
  sum: number;
  count: number;
}

/** The numbers of one process. */
export class Metrics {
  readonly #help = new Map<string, string>();
  readonly #counters = new Map<string, Map<string, number>>();
  readonly #histograms = new Map<string, Map<string, Histogram>>();
  readonly #gauges = new Map<string, () => number>();

  /** Declares what a metric means; one that is not declared is shown without words. */
  describe(name: string, help: string): void {
    this.#help.set(name, help);
  }

  /** Adds one to a counter, whose name ends in `_total`. */
  count(name: string, labels: Labels): void {
    const series = seriesOf(this.#counters, name);
    const key = labelText(labels);
    series.set(key, (series.get(key) ?? 0) + 1);
  }

  /** Notes a duration. */
  observe(name: string, labels: Labels, seconds: number): void {
    const series = seriesOf(this.#histograms, name);
    const key = labelText(labels);
    const histogram = series.get(key) ?? { counts: BUCKETS.map(() => 0), sum: 0, count: 0 };
    series.set(key, histogram);
    BUCKETS.forEach((bound, index) => {
      if (seconds <= bound) histogram.counts[index]! += 1;
    });
    histogram.sum += seconds;
    histogram.count += 1;
  }

  /** A value that is asked for whenever somebody looks. */
  gauge(name: string, read: () => number): void {
    this.#gauges.set(name, read);
  }

  /** Everything as text. */
  text(): string {
    const lines: string[] = [];
    for (const [name, series] of this.#counters) {
      lines.push(...this.#head(name, 'counter'));
      for (const [labels, value] of series) lines.push(`${name}${braces(labels)} ${value}`);
    }
    for (const [name, read] of this.#gauges) lines.push(...this.#head(name, 'gauge'), `${name} ${read()}`);
    for (const [name, series] of this.#histograms) {
      lines.push(...this.#head(name, 'histogram'));
      for (const [labels, histogram] of series) lines.push(...histogramLines(name, labels, histogram));
    }
    return `${lines.join('\n')}\n`;
  }

  #head(name: string, type: string): readonly string[] {
    const help = this.#help.get(name);
    return [...(help === undefined ? [] : [`# HELP ${name} ${help}`]), `# TYPE ${name} ${type}`];
  }
}

function seriesOf<Value>(all: Map<string, Map<string, Value>>, name: string): Map<string, Value> {
  const series = all.get(name) ?? new Map<string, Value>();
  all.set(name, series);
  return series;
}

function histogramLines(name: string, labels: string, { counts, sum, count }: Histogram): readonly string[] {
  const bucket = (bound: string, value: number) =>
    `${name}_bucket${braces([labels, `le="${bound}"`].filter(Boolean).join(','))} ${value}`;
  return [
    ...BUCKETS.map((bound, index) => bucket(String(bound), counts[index]!)),
    bucket('+Inf', count),
    `${name}_sum${braces(labels)} ${sum}`,
    `${name}_count${braces(labels)} ${count}`,
  ];
}

function labelText(labels: Labels): string {
  let text = '';
  for (const name in labels) {
    const value = labels[name] as string;
    text += `${text === '' ? '' : ','}${name}="${ODD.test(value) ? escaped(value) : value}"`;
  }
  return text;
}

/** What cannot stand in a value as it is. */
const ODD = /[\\"\n]/;

function escaped(value: string): string {
  return value.replaceAll(/[\\"]/g, '\\$&').replaceAll('\n', '\\n');
}

function braces(labels: string): string {
  return labels === '' ? '' : `{${labels}}`;
}
