// The props have every field that the contract lets people write, at every level: one that is missing does not compile.
import type { fields } from '@hikube/openapi/fields';
import type { AddonProps, ClusterProps, NodeGroupProps } from '../props.ts';

/** Pointers of the fields that the props do not have. */
type Missing<Table, Props, Place extends string = ''> = {
  [Name in keyof Table & string]: Name extends keyof Props
    ? MissingInside<Table[Name], NonNullable<Props[Name]>, `${Place}/${Name}`>
    : `${Place}/${Name}`;
}[keyof Table & string];

type MissingInside<Field, Value, Place extends string> = Field extends { readonly fields: infer Inner }
  ? Missing<Inner, Value, Place>
  : Field extends { readonly elements: infer Inner }
    ? MissingOfElement<Inner, ElementOf<Value>, Place>
    : never;

type ElementOf<Value> = Value extends readonly (infer Item)[]
  ? Item
  : Value extends Readonly<Record<string, infer Item>>
    ? Item
    : never;

/** A text stands for an object that has nothing but a name. */
type MissingOfElement<Table, Element, Place extends string> = Element extends string
  ? Missing<Table, { name: string }, Place>
  : Missing<Table, Element, Place>;

/** What the props of each kind of object lack; `never` where they lack nothing. */
export interface MissingFields {
  readonly Cluster: Extract<Missing<typeof fields.Cluster, ClusterProps>, string>;
  readonly NodeGroup: Extract<Missing<typeof fields.NodeGroup, NodeGroupProps>, string>;
  readonly Addon: Extract<Missing<typeof fields.Addon, AddonProps>, string>;
}

/** Fails to compile with the pointers of what is missing. */
type Nothing<Fields extends never> = Fields;

export type EveryField = [
  Nothing<MissingFields['Cluster']>,
  Nothing<MissingFields['NodeGroup']>,
  Nothing<MissingFields['Addon']>,
];
