// A site of the simulated world. Taking it down is asked about, since it meets every tenant; bringing it back is not.
import type { Site } from '@hikube/sdk';
import { useContext, useState } from 'preact/hooks';
import { useWhyOffline } from '../may.ts';
import { Surroundings } from '../surroundings.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Mark } from '../ui/status.tsx';
import type { WorldControls } from './controls.ts';

interface SiteRowProps {
  readonly site: Site;
  readonly isUp: boolean;
  readonly run: (work: (controls: WorldControls) => Promise<string>) => void;
}

/** Its name, whether it is up, and the button that changes that. */
export function SiteRow({ site: { name, displayName }, isUp, run }: SiteRowProps) {
  const { words } = useContext(Surroundings);
  const why = useWhyOffline();
  const [isAsked, ask] = useState(false);
  const called = words.siteName(name, displayName);
  const set = (isUpThen: boolean) => {
    ask(false);
    run(async (controls) => {
      await controls.setSite(name, isUpThen);
      return words.siteIs(called, isUpThen);
    });
  };
  return (
    <li>
      <span>
        {called}{' '}
        <span class="below">
          <Mark shape={isUp ? 'ok' : 'fail'} tone={isUp ? 'ok' : 'fail'}>
            {isUp ? words.available : words.takenDown}
          </Mark>
        </span>
      </span>
      {isUp ? (
        <Button kind="danger" why={why} onPress={() => ask(true)}>
          {words.takeDownAsk(called)}
        </Button>
      ) : (
        <Button why={why} onPress={() => set(true)}>
          {words.bringBack(called)}
        </Button>
      )}
      {isAsked ? (
        <Dialog title={words.takeDownTitle(called)} onClose={() => ask(false)}>
          <p>{words.takeDownMeans(called)}</p>
          <div class="row">
            <Button onPress={() => ask(false)}>{words.leaveUp}</Button>
            <Button kind="danger solid" why={why} onPress={() => set(false)}>
              {words.takeDown(called)}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </li>
  );
}
