// The real terraform over the toy provider, which runs in the test's own process.
import { createProviderService } from '../framework/rpc/service.ts';
import { serveForReattach } from '../protocol/reattach.ts';
import { TOY_ADDRESS, toyProvider } from './framework-toy.ts';
import { ToyCloud } from './framework-toy-cloud.ts';
import { type TerraformRun, TerraformWorkspace } from './protocol-terraform.ts';

const HEADER = 'terraform {\n  required_providers {\n    toy = { source = "toys/toy" }\n  }\n}\n';

/** One workspace, one cloud, one provider. */
export class ToyTerraform {
  readonly cloud: ToyCloud;
  readonly workspace: TerraformWorkspace;
  readonly #close: () => Promise<void>;

  private constructor(cloud: ToyCloud, workspace: TerraformWorkspace, close: () => Promise<void>) {
    this.cloud = cloud;
    this.workspace = workspace;
    this.#close = close;
  }

  static async start(): Promise<ToyTerraform> {
    const cloud = new ToyCloud();
    const service = createProviderService(toyProvider(cloud), { log: () => {} });
    const { reattach, close } = await serveForReattach(service, { providerAddress: TOY_ADDRESS });
    const workspace = new TerraformWorkspace({ TF_REATTACH_PROVIDERS: reattach });
    const toy = new ToyTerraform(cloud, workspace, close);
    toy.write('');
    const { code, output } = await workspace.run('init');
    if (code !== 0) throw new Error(output);
    return toy;
  }

  /** Replaces the configuration. */
  write(configuration: string): void {
    this.workspace.write('main.tf', HEADER + configuration);
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
