// The same thing as code: never more than one tab away.
import type { ClusterCreate } from '@hikube/sdk';
import { useContext } from 'preact/hooks';
import { cli, constructs, hcl, sdk } from '../code/languages.ts';
import { Surroundings } from '../surroundings.ts';
import { Code } from '../ui/code.tsx';
import { Section } from '../ui/section.tsx';
import { Tabs } from '../ui/tabs.tsx';

interface AsCodeProps {
  readonly definition: ClusterCreate;
  /** The manifest as YAML; undefined until it is known. */
  readonly manifest: string | undefined;
  readonly beside?: string;
}

/** The section. */
export function AsCode({ definition, manifest, beside }: AsCodeProps) {
  const { words } = useContext(Surroundings);
  const tab = (key: string, label: string, text: string) => ({
    ...{ key, label },
    panel: <Code text={text} />,
  });
  const ofManifest = manifest ?? `# ${words.manifestLater}\n`;
  return (
    <Section title={words.sameAsCode} {...(beside === undefined ? {} : { beside })}>
      <Tabs
        label={words.sameAsCode}
        tabs={[
          tab('hcl', 'HCL', hcl(definition)),
          tab('sdk', 'SDK', sdk(definition)),
          tab('cli', 'CLI', cli(ofManifest)),
          tab('constructs', words.constructs, constructs(definition)),
          tab('yaml', 'YAML', ofManifest),
        ]}
      />
    </Section>
  );
}
