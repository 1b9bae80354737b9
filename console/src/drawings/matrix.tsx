// Layers by sites: what runs where. An outage hatches its column and says so in its head.
import type { Site } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { Surroundings } from '../surroundings.ts';
import { Icon, type Shape, type Tone } from '../ui/icon.tsx';
import { MiniMap } from './mini-map.tsx';
import { codeOf } from './sites.ts';

/** One thing at one site. */
export interface Unit {
  /** Short name: what a reader needs to tell it from its neighbours. */
  readonly name: string;
  readonly fullName: string;
  readonly shape: Shape;
  readonly tone: Tone;
  /** What is not said by being there, such as a version or a phase. */
  readonly note?: string;
}

/** A row. */
export interface Layer {
  readonly key: string;
  readonly name: string;
  readonly sub?: string;
  readonly units: Readonly<Record<string, readonly Unit[]>>;
}

interface MatrixProps {
  readonly caption: string;
  readonly sites: readonly Site[];
  readonly layers: readonly Layer[];
}

/** The matrix. */
export function Matrix({ caption, sites, layers }: MatrixProps) {
  return (
    <table class="matrix">
      <caption class="vh">{caption}</caption>
      <thead>
        <tr>
          <td class="corner layer">
            <MiniMap sites={sites} />
          </td>
          {sites.map((site) => (
            <SiteHead key={site.name} site={site} />
          ))}
        </tr>
      </thead>
      <tbody>
        {layers.map((layer) => (
          <tr key={layer.key}>
            <th scope="row" class="layer">
              {layer.name}
              {layer.sub === undefined ? null : <small>{layer.sub}</small>}
            </th>
            {sites.map(({ name, available }) => (
              <td key={name} class={available ? undefined : 'away'}>
                <Units units={layer.units[name] ?? []} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SiteHead({ site: { name, displayName, available } }: { readonly site: Site }) {
  const { words } = useContext(Surroundings);
  return (
    <th scope="col" class={available ? undefined : 'away'}>
      <span class="site-name">
        {words.siteName(name, displayName)} <span class="site-code">{codeOf(name)}</span>
      </span>
      <span class={`site-state st ${available ? 'ok' : 'fail'}`}>
        <Icon name={available ? 'ok' : 'fail'} />
        {available ? words.available : words.unavailable}
      </span>
    </th>
  );
}

function Units({ units }: { readonly units: readonly Unit[] }) {
  const { words } = useContext(Surroundings);
  if (units.length === 0)
    return (
      <span class="none">
        <span aria-hidden="true">–</span>
        <span class="vh">{words.nothingHere}</span>
      </span>
    );
  return (
    <ul>
      {units.map(({ name, fullName, shape, tone, note }) => (
        <li key={fullName} class={`u ${tone}`} title={fullName}>
          <Icon name={shape} />
          <span class="mono">{name}</span>
          {note === undefined ? null : <em>{note}</em>}
        </li>
      ))}
    </ul>
  );
}
