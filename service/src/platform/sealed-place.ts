// Where a record keeps a sealed secret, so that it can be sealed again with a newer key.

/** The secret of one kind of record in the store of the service. */
export interface SealedPlace<Body extends object = object> {
  readonly kind: string;
  /** The sealed text; undefined when the record has none. */
  secretOf(body: Body): string | undefined;
  /** What it was sealed for. */
  purposeOf(record: {
    readonly key: { readonly tenant: string; readonly id: string };
    readonly body: Body;
  }): string;
  withSecret(body: Body, sealed: string): Body;
}
