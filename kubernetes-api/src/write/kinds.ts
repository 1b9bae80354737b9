// What the reader of a body asks about kinds that it did not expect.

export interface Kinds {
  /** Whether the release knows a kind, served or not. */
  isOfficial(apiVersion: string, kind: string): boolean;
  /** Name of the table of types, which stands in some refusals. */
  readonly scheme: string;
}
