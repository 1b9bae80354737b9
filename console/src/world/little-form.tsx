// A little form of the simulated world: its name, its fields, and one button.
import type { ComponentChildren } from 'preact';
import { useWhyOffline } from '../may.ts';
import { Button } from '../ui/button.tsx';
import { Section } from '../ui/section.tsx';
import type { WorldControls } from './controls.ts';

/** What every part of the page is given: it runs a change, and says how it went. */
export interface Runs {
  readonly run: (work: (controls: WorldControls) => Promise<string>) => void;
  /** One is under way. */
  readonly isBusy: boolean;
}

interface LittleFormProps {
  readonly title: string;
  readonly button: string;
  readonly isBusy: boolean;
  /** Why it cannot be sent. */
  readonly why: string | undefined;
  readonly onSend: () => void;
  readonly children: ComponentChildren;
}

/** The form. */
export function LittleForm({ title, ...rest }: LittleFormProps) {
  return (
    <Section title={title}>
      <Fields {...rest} />
    </Section>
  );
}

/** The form without a section of its own. */
export function Fields({ button, isBusy, why: wrong, onSend, children }: Omit<LittleFormProps, 'title'>) {
  const offline = useWhyOffline();
  const why = wrong ?? offline;
  const onSubmit = (event: Event) => {
    event.preventDefault();
    if (why === undefined && !isBusy) onSend();
  };
  return (
    <form class="little" onSubmit={onSubmit} noValidate>
      <div class="grid">{children}</div>
      <div class="row gap">
        <Button type="submit" isBusy={isBusy} why={why}>
          {button}
        </Button>
      </div>
    </form>
  );
}

/** Whether a text is a number of things. */
export function isCount(text: string): boolean {
  return /^\d{1,6}$/.test(text);
}
