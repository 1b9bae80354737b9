// One field of a body or a query, as a flag. The table of all of them is generated from the contract.

/** How its value is written on a command line. */
export type FieldKind =
  /** `--version 1.35` */
  | 'text'
  /** `--max-replicas 10` */
  | 'number'
  /** `--deletion-protection`, `--no-deletion-protection` */
  | 'switch'
  /** `--roles a,b`, or again and again */
  | 'texts'
  /** `--labels team=shop,env=prod`; `team-` takes one away */
  | 'pairs'
  /** `--taints key=gpu,effect=NoSchedule`, once for each object */
  | 'objects'
  /** `--node-groups name=web,max-replicas=5`, once for each object; `web-` takes one away */
  | 'named'
  /** `--values-override '{"a":1}'`, or `@file` with JSON or YAML */
  | 'json';

/** Whether the flag may be given again and again. */
export const takesMany = (kind: FieldKind): boolean =>
  kind === 'texts' || kind === 'pairs' || kind === 'objects' || kind === 'named';

/** A list of the catalogue that knows values of fields. */
export type Catalogue = 'kubernetesVersions' | 'instanceTypes' | 'gpuTypes' | 'storageClasses';

/** A field. */
export interface Field {
  /** Name of the flag, in camel case; the command line also takes it with hyphens. */
  readonly flag: string;
  /** Where the value stands in the body. */
  readonly path: readonly string[];
  readonly kind: FieldKind;
  readonly description: string;
  readonly choices?: readonly string[];
  readonly default?: unknown;
  readonly isRequired?: true;
  /** `--unset` takes it back to its default, or away. */
  readonly isNullable?: true;
  /** It is, or carries, a secret: it is read from a file or from standard input, and never from the command line. */
  readonly isSecret?: true;
  /** The list of the catalogue that knows its values. */
  readonly catalogue?: Catalogue;
  /** Fields of each object in it. */
  readonly elements?: readonly Field[];
}

/** How a part of a word is called, such as `min-replicas= in --node-groups`. */
export const partIn = (name: string, word: string) => `${name}= in ${word}`;

/** Fields that a command fills in where nothing was typed, each with what it takes then; undefined where that depends. */
export function filled(
  fields: readonly Field[],
  defaults: Readonly<Record<string, unknown>>,
): readonly Field[] {
  return fields.map((field) => {
    if (!Object.hasOwn(defaults, field.flag)) return field;
    const { isRequired: _filled, ...rest } = field;
    const value = defaults[field.flag];
    return value === undefined ? rest : { ...rest, default: value };
  });
}
