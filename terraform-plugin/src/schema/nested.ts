// How an author writes an attribute made of attributes: one object, or a list, set or map of objects.
import type { CollectionType, ObjectType, ValueType } from '../values/type.ts';
import type { Unknown } from '../values/value.ts';
import type { Attribute, Attributes, Nesting, Rule, ValuesOf } from './attribute.ts';
import { type AttributeOptions, traitsOf } from './options.ts';
import type { StagesFor } from './stages.ts';

/** The object type that a set of attributes makes. */
export function objectTypeOf(attributes: Attributes): ObjectType {
  const entries = Object.entries(attributes).map(([name, attribute]) => [name, attribute.type]);
  return { kind: 'object', attributes: Object.fromEntries(entries) };
}

/** What a nested attribute says beyond other attributes. */
export interface NestedOptions<A extends Attributes, Known> extends AttributeOptions<Known> {
  /** The attributes of one object. */
  readonly attributes: A;
  /** Conditions between the attributes of one object. */
  readonly rules?: readonly Rule[];
}

/** What a nested set says beyond that. */
export interface NestedSetOptions<A extends Attributes, Known> extends NestedOptions<A, Known> {
  /**
   * The attributes that tell elements apart. An element whose key is the same keeps its outputs when its other
   * values change; without a key it is then a new element.
   */
  readonly key?: readonly (keyof A & string)[];
}

type State<A extends Attributes> = ValuesOf<A, 'state'>;

type SingleStages<A extends Attributes, O> = StagesFor<
  O,
  State<A>,
  ValuesOf<A, 'plan'>,
  ValuesOf<A, 'change'>,
  ValuesOf<A, 'config'>,
  ValuesOf<A, 'settled'>
>;

type ArrayStages<A extends Attributes, O> = StagesFor<
  O,
  State<A>[],
  (ValuesOf<A, 'plan'> | Unknown)[],
  ValuesOf<A, 'change'>[],
  (ValuesOf<A, 'config'> | Unknown)[],
  ValuesOf<A, 'settled'>[]
>;

type MapStages<A extends Attributes, O> = StagesFor<
  O,
  Record<string, State<A>>,
  Record<string, ValuesOf<A, 'plan'> | Unknown>,
  Record<string, ValuesOf<A, 'change'>>,
  Record<string, ValuesOf<A, 'config'> | Unknown>,
  Record<string, ValuesOf<A, 'settled'>>
>;

function nested<A extends Attributes, Known>(
  nesting: Nesting,
  options: NestedSetOptions<A, Known>,
): Attribute {
  const element = objectTypeOf(options.attributes);
  const type: ValueType = nesting === 'single' ? element : collectionOf(nesting, element);
  const attribute = {
    kind: 'nested',
    nesting,
    attributes: options.attributes,
    element,
    type,
    rules: options.rules ?? [],
    key: options.key ?? [],
    ...traitsOf(type, options),
  };
  return attribute as unknown as Attribute;
}

function collectionOf(kind: CollectionType['kind'], element: ObjectType): CollectionType {
  return { kind, element };
}

/** One object. */
export function singleNested<A extends Attributes, const O extends NestedOptions<A, State<A>>>(
  options: O & { readonly attributes: A },
): Attribute<SingleStages<A, O>> {
  return nested('single', options) as Attribute<SingleStages<A, O>>;
}

/** Objects told apart by their position. */
export function listNested<A extends Attributes, const O extends NestedOptions<A, State<A>[]>>(
  options: O & { readonly attributes: A },
): Attribute<ArrayStages<A, O>> {
  return nested('list', options) as Attribute<ArrayStages<A, O>>;
}

/** Objects told apart by their values. */
export function setNested<A extends Attributes, const O extends NestedSetOptions<A, State<A>[]>>(
  options: O & { readonly attributes: A },
): Attribute<ArrayStages<A, O>> {
  return nested('set', options) as Attribute<ArrayStages<A, O>>;
}

/** Objects told apart by their key. */
export function mapNested<A extends Attributes, const O extends NestedOptions<A, Record<string, State<A>>>>(
  options: O & { readonly attributes: A },
): Attribute<MapStages<A, O>> {
  return nested('map', options) as Attribute<MapStages<A, O>>;
}
