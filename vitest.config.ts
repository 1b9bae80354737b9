// Every test of the workspace runs from source: no build comes before a test.
import { defineConfig } from 'vitest/config';

const conditions = ['@hikube/source', 'module', 'node', 'default'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: [
      '{openapi,domain,sdk,service,terraform-provider,cdktf-provider}/{src,rules}/**/*.test.ts',
      'terraform-provider/packaging/**/*.test.ts',
      'test/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', '**/dist/**'],
    testTimeout: 20_000,
  },
});
