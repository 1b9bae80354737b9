// Revoking a token: whoever uses it is refused from then on, so it is asked about before.
import type { Token } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { useWhyNot } from '../may.ts';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Refusal } from '../ui/problem.tsx';
import { useAction } from '../ui/use-action.ts';

interface RevokeDialogProps {
  readonly token: Token;
  readonly onClose: () => void;
  readonly refresh: () => Promise<void>;
}

/** The dialog. */
export function RevokeDialog({ token, onClose, refresh }: RevokeDialogProps) {
  const { client, words } = useContext(Surroundings);
  const why = useWhyNot()('tokens.revoke');
  const called = calledOfToken(token);
  const revoke = useAction(async () => {
    await client.tokens.revoke(token.id);
    await refresh();
    onClose();
    return words.revoked(token.id);
  });
  return (
    <Dialog title={words.revokeTitle(called)} onClose={onClose}>
      <p>{words.revokeMeans}</p>
      <Refusal error={revoke.error} />
      <div class="row">
        <Button onPress={onClose}>{words.keepIt}</Button>
        <Button kind="danger solid" isBusy={revoke.isUnderWay} why={why} onPress={() => void revoke.run()}>
          {words.revokeNow(called)}
        </Button>
      </div>
    </Dialog>
  );
}

/** What people call a token: its name, or else its id. */
export function calledOfToken({ displayName, id }: Token): string {
  return displayName === '' ? id : displayName;
}
