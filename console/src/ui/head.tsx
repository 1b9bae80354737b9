// The heads of the columns of a table.

/** A column: its name, or its name and what is special about it. */
export type Column =
  | string
  | {
      readonly name: string;
      /** Numbers stand to the right. */
      readonly isNumber?: boolean;
      /** Its name is read and not seen. */
      readonly isHidden?: boolean;
      readonly className?: string;
    };

/** The first row. */
export function Head({ columns }: { readonly columns: readonly Column[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => {
          const { name, isNumber, isHidden, className }: Exclude<Column, string> =
            typeof column === 'string' ? { name: column } : column;
          return (
            <th key={name} scope="col" class={isNumber === true ? 'r' : className}>
              {isHidden === true ? <span class="vh">{name}</span> : name}
            </th>
          );
        })}
      </tr>
    </thead>
  );
}
