// A new token: what it is for, what it may, and when it ends.
import type { TokenCreate } from '@hikube/sdk';
import { useContext, useState } from 'preact/hooks';
import { useWhyNot } from '../may.ts';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { SelectField, TextField } from '../ui/field.tsx';

type Scope = TokenCreate['scopes'][number];

/** A scope includes those before it. */
const SCOPES: readonly Scope[] = ['read', 'write', 'admin'];
const DAY_SECONDS = 86_400;
const DAYS: readonly number[] = [7, 30, 90, 365];

interface TokenFormProps {
  readonly isBusy: boolean;
  readonly onIssue: (order: TokenCreate) => void;
}

/** The form. */
export function TokenForm({ isBusy, onIssue }: TokenFormProps) {
  const { words } = useContext(Surroundings);
  const why = useWhyNot()('tokens.create');
  const [displayName, setDisplayName] = useState('');
  const [scope, setScope] = useState<Scope>('read');
  const [days, setDays] = useState(DAYS[1] ?? 0);
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (isBusy || why !== undefined) return;
    const scopes = SCOPES.slice(0, SCOPES.indexOf(scope) + 1);
    onIssue({
      scopes,
      ...(displayName.trim() === '' ? {} : { displayName: displayName.trim() }),
      ...(days === 0 ? {} : { ttlSeconds: days * DAY_SECONDS }),
    });
  };
  return (
    <form onSubmit={onSubmit}>
      <div class="grid">
        <TextField
          id="token-name"
          label={words.name}
          isOptional
          value={displayName}
          onText={setDisplayName}
        />
        <SelectField
          id="token-scope"
          label={words.may}
          value={scope}
          options={SCOPES.map((each) => ({ value: each, label: words.scopes[each] }))}
          onText={(text) => setScope(SCOPES.find((each) => each === text) ?? 'read')}
        />
        <SelectField
          id="token-days"
          label={words.ends}
          value={String(days)}
          options={[
            ...DAYS.map((each) => ({ value: String(each), label: words.inDays(each) })),
            { value: '0', label: words.never },
          ]}
          onText={(text) => setDays(Number(text))}
        />
      </div>
      <div class="row gap">
        <Button kind="primary" type="submit" isBusy={isBusy} why={why}>
          {words.makeToken}
        </Button>
      </div>
    </form>
  );
}
