// Kubb takes its options from a file only; these are its defaults.
import { defineConfig } from '@kubb/core';
import { pluginClient } from '@kubb/plugin-client';
import { pluginOas } from '@kubb/plugin-oas';
import { pluginTs } from '@kubb/plugin-ts';

export default defineConfig({
  input: { path: '../../../openapi/generated/openapi.gen.json' },
  output: { path: './.generated/kubb', format: false, lint: false },
  plugins: [pluginOas(), pluginTs(), pluginClient()],
});
