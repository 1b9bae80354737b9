// The real terraform over the toy provider, which runs in the test's own process.
import { serveForReattach } from '../protocol/reattach.ts';
import type { Provider } from '../provider.ts';
import { createProviderService } from '../rpc/service.ts';
import { TOY_ADDRESS, toyProvider } from './framework-toy.ts';
import { ToyCloud } from './framework-toy-cloud.ts';
import { RIVAL_ADDRESS, rivalProvider } from './framework-toy-rival.ts';
import { type TerraformRun, TerraformWorkspace } from './protocol-terraform.ts';

/** The rival is named only where it is used. */
const header = (configuration: string) => `terraform {
  required_providers {
    toy = { source = "toys/toy" }
${configuration.includes('rival') ? '    rival = { source = "toys/rival" }\n' : ''}  }
}
`;

function serve(provider: Provider, providerAddress: string) {
  const service = createProviderService(provider, { log: () => {} });
  return serveForReattach(service, { providerAddress });
}

/** One workspace, one cloud, one provider. */
export class ToyTerraform {
  readonly cloud: ToyCloud;
  readonly workspace: TerraformWorkspace;
  readonly #close: () => Promise<unknown>;

  private constructor(cloud: ToyCloud, env: Record<string, string>, close: () => Promise<unknown>) {
    this.cloud = cloud;
    this.workspace = new TerraformWorkspace(env);
    this.#close = close;
  }

  static async start(): Promise<ToyTerraform> {
    const cloud = new ToyCloud();
    const served = await Promise.all([
      serve(toyProvider(cloud), TOY_ADDRESS),
      serve(rivalProvider, RIVAL_ADDRESS),
    ]);
    const providers = Object.assign({}, ...served.map(({ reattach }) => JSON.parse(reattach)));
    const env = { TF_REATTACH_PROVIDERS: JSON.stringify(providers) };
    const toy = new ToyTerraform(cloud, env, () => Promise.all(served.map(({ close }) => close())));
    toy.write('');
    const { code, output } = await toy.run('init');
    if (code !== 0) throw new Error(output);
    return toy;
  }

  /** Replaces the configuration. */
  write(configuration: string): void {
    this.workspace.write('main.tf', header(configuration) + configuration);
  }

  run(...args: string[]): Promise<TerraformRun> {
    return this.workspace.run(...args);
  }

  apply(...args: string[]): Promise<TerraformRun> {
    return this.run('apply', '-auto-approve', ...args);
  }

  /** Plans and gives the output as one line, because terraform wraps long sentences. */
  async planText(...args: string[]): Promise<string> {
    return (await this.run('plan', ...args)).output.replace(/\s+/g, ' ');
  }

  /** Plans; `code` is 0 for no changes, 2 for changes, 1 for an error. */
  plan(...args: string[]): Promise<TerraformRun> {
    return this.run('plan', '-detailed-exitcode', ...args);
  }

  /** Presses Ctrl-C once; `when` says that it is time. */
  interrupt(when: Promise<void>, ...args: string[]): Promise<TerraformRun> {
    return this.workspace.interrupt(when, ...args);
  }

  /** The attributes that are stored for one resource instance. */
  async stored(address: string): Promise<Record<string, unknown>> {
    const { output } = await this.run('show', '-json');
    const resources = JSON.parse(output).values?.root_module?.resources ?? [];
    return resources.find((resource: { address: string }) => resource.address === address)?.values;
  }

  async end(): Promise<void> {
    this.workspace.remove();
    await this.#close();
  }
}
