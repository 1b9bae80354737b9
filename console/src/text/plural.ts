// A number with what is counted. In French nothing is singular, too.

/** Such as `1 node` and `0 nodes`. */
export const englishPlural = (count: number, one: string, many: string) =>
  `${count} ${count === 1 ? one : many}`;

/** Such as `0 nœud` and `2 nœuds`. */
export const frenchPlural = (count: number, one: string, many: string) =>
  `${count} ${count < 2 ? one : many}`;
