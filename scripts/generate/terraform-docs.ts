// The provider's documentation in the registry's layout, from its own schemas and the examples that tests run.
import { createProvider } from '@hikube/terraform-provider';
import { example, frontMatter, functionPage, page, schemaMarkdown } from '@hikube/terraform-provider/pages';

/** This target owns the whole folder: what it no longer writes is removed. */
export const folders = ['terraform-provider/docs'];

const shortName = (type: string) => type.replace('hikube_', '');

export async function outputs(): Promise<Map<string, string>> {
  const provider = createProvider({
    environment: {},
    now: () => 0,
    newId: () => '',
    after: () => {},
    version: 'docs',
  });
  const files = new Map<string, string>();
  files.set('terraform-provider/docs/index.md', await index(provider.schema));
  for (const [title, { schema }] of Object.entries(provider.resources ?? {})) {
    const folder = `resources/${title}`;
    files.set(
      `terraform-provider/docs/resources/${shortName(title)}.md`,
      page({
        title,
        kind: 'Resource',
        schema,
        example: await example(`${folder}/resource.tf`),
        importExample: await example(`${folder}/import.sh`),
      }),
    );
  }
  for (const [title, { schema }] of Object.entries(provider.dataSources ?? {})) {
    const code = await example(`data-sources/${title}/data-source.tf`);
    files.set(
      `terraform-provider/docs/data-sources/${shortName(title)}.md`,
      page({ title, kind: 'Data Source', schema, example: code }),
    );
  }
  for (const [title, { schema }] of Object.entries(provider.ephemeralResources ?? {})) {
    const code = await example(`ephemeral-resources/${title}/ephemeral-resource.tf`);
    files.set(
      `terraform-provider/docs/ephemeral-resources/${shortName(title)}.md`,
      page({ title, kind: 'Ephemeral Resource', schema, example: code }),
    );
  }
  for (const [name, definition] of Object.entries(provider.functions ?? {})) {
    const code = await example(`functions/${name}/function.tf`);
    files.set(`terraform-provider/docs/functions/${name}.md`, functionPage(name, definition, code));
  }
  return files;
}

async function index(schema: Parameters<typeof page>[0]['schema']): Promise<string> {
  const code = await example('provider/provider.tf');
  return `${[
    frontMatter('hikube Provider', schema.description),
    '# hikube Provider',
    `${schema.description} Plans tell the truth: a version is a minor and never fights with the patch that runs, what the platform measures is in data sources only, and no secret is ever in state.`,
    `## Example\n\n\`\`\`terraform\n${code}\n\`\`\``,
    ON_YOUR_MACHINE,
    WHOSE,
    schemaMarkdown(schema.attributes),
  ].join('\n\n')}\n`;
}

/** What people meet after a rename, a crash, or in a second checkout. */
const WHOSE = `## Which resource has an object

The service knows, for each object, which resource of which state holds it:

- **A rename needs a \`moved\` block.** Without one, the plan is refused and shows the block.
- **An interrupted create is taken over** by the next apply, if no state has ever held what it made. The plan says so ("will be taken over") with the uid. Everything else exists already: keep it with \`moved\`, or manage it here with \`terraform import\`.
- **A delete leaves alone what another resource holds**, and says so. That is a resource that took the object over, or one that imported it: an import holds the object from the first read after it is in state.
- **A replacement of the same name cannot be made first.** With \`create_before_destroy\` it is refused, and nothing is deleted.
- If Terraform itself is killed between the provider's answer and the writing of the state, the next apply says that the object exists already, and which \`terraform import\` brings it back.`;

/** The example works for somebody who has no account, too. */
const ON_YOUR_MACHINE = `## Try it on your machine

In a checkout of the repository, with Node 20.19 or later, on a Mac with Node 24:

\`\`\`shell
npm ci
npm run install-provider -w terraform-provider   # from now on, terraform init finds it
\`\`\`

Then, in an empty folder, with the example above as \`main.tf\`. An emulator of the API, which the provider starts itself, needs
no service and no token, and a cluster takes a moment. \`endpoint = "emulator"\` of the provider means the same:

\`\`\`shell
export HIKUBE_ENDPOINT=emulator                  # its data is in .hikube-emulator/ of the folder
terraform init
terraform apply
terraform destroy
\`\`\`

Or the service itself, with a simulated platform behind it. In the checkout:

\`\`\`shell
npm start                                        # prints its address and, the first time, a token
\`\`\`

In another terminal and another empty folder:

\`\`\`shell
export HIKUBE_ENDPOINT=http://127.0.0.1:8642/v1
export HIKUBE_TOKEN=hik_…                        # the token that npm start has printed
terraform init
terraform apply
terraform destroy
\`\`\`

A cluster takes some minutes, as in life; \`HIKUBE_SIMULATION_SPEED=60 npm start\` makes them seconds.`;
