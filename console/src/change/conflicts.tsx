// Their change beside mine, field by field. Nothing is sent before the reader has chosen.
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { Head } from '../ui/head.tsx';
import { Note } from '../ui/note.tsx';
import type { Conflict } from './merge.ts';

interface ConflictsProps {
  readonly conflicts: readonly Conflict[];
  readonly onMine: () => void;
  readonly onTheirs: () => void;
}

/** The choice. */
export function Conflicts({ conflicts, onMine, onTheirs }: ConflictsProps) {
  const { words } = useContext(Surroundings);
  return (
    <Note kind="warn" role="alert">
      <p>
        <b>{words.changedMeanwhile}</b>
      </p>
      <table class="tt">
        <Head columns={[words.fields, words.theirs, words.mine]} />
        <tbody>
          {conflicts.map(({ field, mine, theirs }) => (
            <tr key={field}>
              <th scope="row" class="mono">
                {field}
              </th>
              <td class="mono">{theirs}</td>
              <td class="mono">{mine}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="row">
        <Button onPress={onTheirs}>{words.takeTheirs}</Button>
        <Button onPress={onMine}>{words.putMine}</Button>
      </div>
    </Note>
  );
}
