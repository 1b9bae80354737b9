// Reads the structs of Go source files: which JSON fields they have, in which order, and how their zero values are written.

/** A field of a struct. */
export interface GoField {
  readonly json: string;
  /** Such as `*bool`, `[]LocalObjectReference` or `map[string]string`. */
  readonly type: string;
  /** 0: always written; 1: left out when empty, which a struct never is; 2: left out when zero. */
  readonly omit: 0 | 1 | 2;
  /** Number of the field in the protobuf message. */
  readonly number: number;
  /** Number of the inner message that it is in: what is embedded in Go is a message of its own there. 0: none. */
  readonly within: number;
}

interface Member extends GoField {
  /** An embedded struct whose fields belong to the outer one. */
  readonly inline: boolean;
}

/** Structs of a package by name. */
export type Structs = ReadonlyMap<string, readonly Member[]>;

const STRUCT = /^type (\w+) struct \{\n([\s\S]*?)^\}/gm;
const FIELD = /^\t(?:(\w+)\s+)?(\S+)\s+`([^`]*)`/gm;
const JSON_TAG = /json:"([^"]*)"/;
const PROTOBUF_TAG = /protobuf:"\w+,(\d+)/;

/** All structs of a source file. */
export function structsOf(text: string): Map<string, Member[]> {
  const found = new Map<string, Member[]>();
  for (const [, name = '', body = ''] of text.matchAll(STRUCT)) {
    const members: Member[] = [];
    for (const [, , type = '', tags = ''] of body.matchAll(FIELD)) {
      const tag = JSON_TAG.exec(tags)?.[1];
      const [json = '', ...options] = (tag ?? '-').split(',');
      if (json === '-') continue;
      const inline = json === '';
      members.push({
        json,
        type,
        omit: options.includes('omitzero') ? 2 : options.includes('omitempty') ? 1 : 0,
        number: Number(PROTOBUF_TAG.exec(tags)?.[1] ?? 0),
        within: 0,
        inline,
      });
    }
    found.set(name, members);
  }
  return found;
}

/**
 * The fields of a struct with those of its embedded ones in their place.
 * @param lookUp finds an embedded struct by the name that the source uses, such as `metav1.TypeMeta`
 */
export function fieldsOf(
  members: readonly Member[],
  lookUp: (name: string) => readonly Member[] | undefined,
): GoField[] {
  return members.flatMap((member): GoField[] => {
    if (!member.inline)
      return [member].map(({ json, type, omit, number, within }) => ({ json, type, omit, number, within }));
    const inner = lookUp(member.type.replace(/^\*/, ''));
    return inner === undefined
      ? []
      : fieldsOf(inner, lookUp).map((field) => ({ ...field, within: member.number || field.within }));
  });
}
