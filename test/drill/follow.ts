// What a person writes where the compiler names a place: the sentence, the rule and the props of the new fields.
import { NEW_OPTIONS } from './additions.ts';
import type { ProjectCopy } from './copy.ts';

const PROPS = `
  readonly drillText?: string;
  readonly drillNumber?: number;
  readonly drillList?: readonly string[];
  readonly drillMap?: Readonly<Record<string, string>>;
  readonly drillObject?: { readonly innerText?: string; readonly innerSwitch?: boolean };`;

const SHAPES = `
    drillText: 'any', drillNumber: 'any', drillList: 'any', drillMap: 'any',
    drillObject: object<{ innerText: string; innerSwitch: boolean }>({ innerText: 'any', innerSwitch: 'any' }),`;

/** Text behind the first place where another one stands. */
const behind = (place: string, added: string) => (text: string) => text.replace(place, `${place}${added}`);

/** Domain, simulated platform and the props of the constructs. */
export async function followCompiler(copy: ProjectCopy): Promise<void> {
  const { name, addon } = NEW_OPTIONS;
  await copy.edit('domain/src/addon/facts.ts', behind("nfs: ['nfs'],", ` ${name}: ['${addon}'],`));
  await copy.edit('domain/src/addon/options.ts', behind('monitoring: () => [],', ` ${name}: () => [],`));
  await copy.edit(
    'platforms/simulated/src/world/addons/summary.ts',
    behind('const SUMMARIES: Summaries = {', ` ${name}: ({ mode }) => String(mode),`),
  );
  await copy.edit('cdktf-provider/src/props.ts', (text) => {
    const interfaces = ['ClusterProps', 'NodeGroupProps', 'AddonProps'];
    const withFields = interfaces.reduce(
      (before, each) => behind(`export interface ${each} {`, PROPS)(before),
      text,
    );
    const options = `\n  readonly ${name}?: { readonly mode?: string; readonly size?: number };`;
    return behind('export interface AddonOptions {', options)(withFields);
  });
}

const EXAMPLES = `
  drillText: 'a', drillNumber: 1, drillList: ['a'], drillMap: { a: 'b' },
  drillObject: { innerText: 'a', innerSwitch: true },`;

/** The tables of the constructs, which ask for every prop, and their test, which asks for an example of each. */
export async function followProps(copy: ProjectCopy): Promise<void> {
  await copy.edit('cdktf-provider/src/rules/shapes.ts', (text) => {
    const tables = ['object<ClusterProps & Meta>(\n  {', 'object<NodeGroupProps>({', 'object<AddonProps>({'];
    const withFields = tables.reduce((before, each) => behind(each, SHAPES)(before), text);
    const options = ` ${NEW_OPTIONS.name}: object<{ mode: string; size: number }>({ mode: 'any', size: 'any' }),`;
    return behind('object<AddonOptions>({', options)(withFields);
  });
  await copy.edit('cdktf-provider/src/constructs/parity.test.ts', (text) => {
    const group = text.replace(/const group: Required<Omit<NodeGroupProps, [^>]+>> = \{/, `$&${EXAMPLES}`);
    return behind('Management`> = {', EXAMPLES)(group);
  });
}
