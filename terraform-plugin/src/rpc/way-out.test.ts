import { describe, expect, test } from 'vitest';
import { error, warning } from '../diagnostics.ts';
import { ProviderServer } from './server.ts';
import { purposeOf, withWayOut } from './way-out.ts';

describe('purposeOf', () => {
  test.each([
    ['terraform destroy', 'destroy'],
    ['/usr/bin/terraform -chdir=live destroy -auto-approve', 'destroy'],
    ['terraform apply -destroy', 'destroy'],
    ['tofu plan --destroy=true -out=x', 'destroy'],
    ['terraform plan', 'other'],
    ['terraform apply -auto-approve -target=destroy', 'other'],
    ['terraform plan -destroy=false', 'other'],
    ['terraform test', 'unknown'],
    ['node worker.js', 'unknown'],
    ['', 'unknown'],
  ])('%s: %s', (line, purpose) => {
    expect(purposeOf(line === '' ? undefined : line.split(' '))).toBe(purpose);
  });
});

describe('withWayOut', () => {
  const said = async (line: string | undefined) => {
    const host = line === undefined ? undefined : async () => line.split(' ');
    const server = new ProviderServer({} as never, () => {}, host);
    return (await withWayOut(server, [error('No', 'Why.'), error('No'), warning('Hm', 'Why.')])).map(
      ({ detail }) => detail,
    );
  };

  test('is said of every error while something is destroyed', async () => {
    const sentence = 'To destroy what there is instead, run `terraform destroy -refresh=false`.';
    expect(await said('terraform destroy')).toEqual([`Why. ${sentence}`, sentence, 'Why.']);
    expect((await said('/opt/tofu destroy'))[1]).toContain('`tofu destroy -refresh=false`');
  });

  test('is not said in an ordinary plan', async () => {
    expect(await said('terraform plan')).toEqual(['Why.', undefined, 'Why.']);
  });

  test('is said with a condition where nobody can tell', async () => {
    expect((await said(undefined))[0]).toMatch(
      /^Why\. Should this stand in the way of a destroy, run `terraform/,
    );
  });
});
