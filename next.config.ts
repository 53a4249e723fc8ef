import type { NextConfig } from 'next';

const config: NextConfig = {
  output: 'export',
  reactStrictMode: true,
  turbopack: {
    root: import.meta.dirname,
    resolveAlias: {
      'next/dist/compiled/buffer': { browser: './workers/no-buffer.ts' },
    },
  },
  // Types are a step of the gate (npm run check), over the whole project.
  typescript: { ignoreBuildErrors: true },
  experimental: { globalNotFound: true },
};

export default config;
