// Values of JSON.

/** Anything that JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** As it stands in the samples: two spaces, and short things in one line. */
export function show(value: Json): string {
  const text = JSON.stringify(value, undefined, 2);
  return text.replaceAll(/(\{|\[)\n\s+([^{}[\]\n]{1,60})\n\s+(\}|\])/g, (all, open, inner, close) =>
    open === '{' ? `{ ${inner} }` : open === '[' ? `[${inner}]` : `${all}${close}`,
  );
}
