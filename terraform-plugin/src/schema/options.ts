// What an author may say of an attribute, and how that becomes the attribute's traits.
import { conformValue } from '../values/conform.ts';
import type { ValueType } from '../values/type.ts';
import { UNKNOWN, type Unknown, type Value } from '../values/value.ts';
import type { AttributeTraits, Behaviour, Dependency } from './attribute.ts';

/** The attribute before and after; `planned` and `config` may be unknown, all may be null. */
export interface TypedChange<Known> {
  readonly config: Known | Unknown | null;
  readonly prior: Known | null;
  readonly planned: Known | Unknown | null;
}

/**
 * One of `required`, `optional`, `computed`, `default`, `dependsOn` or `volatile` says whose value it is. The
 * last four imply the flags that they need.
 */
export interface AttributeOptions<Known> {
  /** Must be written in the configuration. */
  readonly required?: boolean;
  /** May be written. With `computed` too, it is derived by the API when it is not. */
  readonly optional?: boolean;
  /** Set by the provider: unknown until created, stable from then on. */
  readonly computed?: boolean;
  /** Optional; this constant is planned when nothing is written. */
  readonly default?: NonNullable<Known>;
  /**
   * Optional; when nothing is written the API derives it from these attributes, so it is unknown when one of
   * them changes. `name` or `parent.name` starts in the same object, `/name` at the resource.
   */
  readonly dependsOn?: readonly string[];
  /** Computed, and unknown again whenever anything else of the resource changes. Avoid it. */
  readonly volatile?: boolean;
  /** Terraform hides the value. */
  readonly sensitive?: boolean;
  /** Never stored: read it from `config`. Needs `versionedBy`, because nobody can see it change. */
  readonly writeOnly?: boolean;
  /** For a write-only attribute: the sibling input whose change makes it be sent again. */
  readonly versionedBy?: string;
  /** Markdown; shown in the registry and by editors. */
  readonly description?: string;
  /** What to use instead; shown as a warning when the attribute is used. */
  readonly deprecation?: string;
  /** True when both are spellings of one value. The plan then keeps the stored one. */
  readonly equal?: (a: Known, b: Known) => boolean;
  /** A change replaces the object; a function decides by the change. */
  readonly requiresReplace?: boolean | ((change: TypedChange<Known>) => boolean);
  /** A change is an error in plan, with this sentence as the reason and the next step. */
  readonly immutable?: string;
  /** With `immutable`: a value that comes or goes is not refused, because absent means that nobody has chosen. */
  readonly mayBeAbsent?: boolean;
  /** For a collection: the API does not tell an empty one from none, so keep what is known. */
  readonly emptyIsNull?: boolean;
  /** Each gets a wholly known value and returns what is wrong with it, as a sentence. */
  readonly validators?: readonly ((value: Known) => string | undefined)[];
}

/**
 * Fills in what the options leave out.
 * @throws TypeError when `default` is not of the attribute's type.
 */
export function traitsOf<Known>(type: ValueType, options: AttributeOptions<Known>): AttributeTraits {
  const behaviour = behaviourOf(type, options);
  const { requiresReplace } = options;
  return {
    required: options.required ?? false,
    optional: options.optional ?? (behaviour.kind === 'default' || behaviour.kind === 'derived'),
    computed: options.computed ?? behaviour.kind !== 'input',
    sensitive: options.sensitive ?? false,
    writeOnly: options.writeOnly ?? false,
    description: options.description ?? '',
    deprecation: options.deprecation,
    behaviour,
    versionedBy: options.versionedBy,
    emptyIsNull: options.emptyIsNull ?? false,
    immutable: options.immutable,
    mayBeAbsent: options.mayBeAbsent ?? false,
    ...(options.equal && { equal: options.equal as AttributeTraits['equal'] & object }),
    ...(requiresReplace && {
      requiresReplace: (typeof requiresReplace === 'function'
        ? requiresReplace
        : () => true) as AttributeTraits['requiresReplace'] & object,
    }),
    validators: (options.validators ?? []) as AttributeTraits['validators'],
  };
}

function behaviourOf<Known>(type: ValueType, options: AttributeOptions<Known>): Behaviour {
  if (options.default !== undefined) return { kind: 'default', value: checkedDefault(type, options.default) };
  if (options.volatile) return { kind: 'volatile' };
  if (options.dependsOn !== undefined)
    return { kind: 'derived', dependsOn: options.dependsOn.map(parseDependency) };
  if (!options.computed) return { kind: 'input' };
  return options.optional ? { kind: 'derived', dependsOn: [] } : { kind: 'output' };
}

function parseDependency(text: string): Dependency {
  const fromRoot = text.startsWith('/');
  return { fromRoot, names: text.slice(fromRoot ? 1 : 0).split('.') };
}

function checkedDefault(type: ValueType, value: unknown): Value {
  const conformed = conformValue(type, value);
  const problem = value === UNKNOWN ? 'it is unknown' : conformed.problems[0]?.message;
  if (problem !== undefined)
    throw new TypeError(`the default is not a value of the attribute's type: ${problem}`);
  return conformed.value;
}
