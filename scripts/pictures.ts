// `npm run pictures`: what the README shows, taken in a real browser. Pixels differ between machines, so nothing compares
// them; whoever changes how pages look takes them again.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { type Setting, startSetting } from '../test/console/setting.ts';
import { missingChromium } from '../test/support/chromium.ts';

const FOLDER = fileURLToPath(new URL('../docs/pictures/', import.meta.url));
const SCHEMES = ['light', 'dark'] as const;
const SIZE = { width: 1280, height: 800 };

const missing = missingChromium();
if (missing !== undefined) {
  console.error(`No picture can be taken, because ${missing}.`);
  process.exit(1);
}
await mkdir(FOLDER, { recursive: true });
await using setting = await startSetting();
await prepare(setting);
for (const colorScheme of SCHEMES) {
  await using opened = await setting.open('#/clusters/shop', { viewport: SIZE, colorScheme });
  const { page } = opened;
  await page.locator('.matrix tbody tr').first().waitFor();
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  await keep(`console-${colorScheme}`, page);
}

/** A cluster with something to look at. */
async function prepare({ hikube }: Setting): Promise<void> {
  await hikube.clusters.create({
    ...{ name: 'shop', displayName: 'Shop', version: '1.34', labels: { team: 'shop' } },
    nodeGroups: {
      web: { minReplicas: 3, maxReplicas: 9, instanceType: 's1.large', roles: ['ingress-nginx'] },
      jobs: { minReplicas: 1, maxReplicas: 6, instanceType: 'm1.large' },
    },
    addons: { 'cert-manager': {}, 'ingress-nginx': {} },
  });
}

/** Writes it as WebP, which weighs less than a PNG: the browser makes it so, on an empty page without a policy. */
async function keep(name: string, page: Page): Promise<void> {
  const png = (await page.screenshot()).toString('base64');
  await page.goto('about:blank');
  const webp = (await page.evaluate(`(async () => {
    const image = new Image();
    image.src = 'data:image/png;base64,${png}';
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    canvas.getContext('2d').drawImage(image, 0, 0);
    return canvas.toDataURL('image/webp', 0.8);
  })()`)) as string;
  const bytes = Buffer.from(webp.slice(webp.indexOf(',') + 1), 'base64');
  await writeFile(join(FOLDER, `${name}.webp`), bytes);
  console.log(`wrote docs/pictures/${name}.webp, ${Math.round(bytes.length / 1024)} KiB`);
}
