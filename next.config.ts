import type { NextConfig } from 'next';

const config: NextConfig = {
  output: 'export',
  reactStrictMode: true,
  turbopack: { root: import.meta.dirname },
  experimental: { globalNotFound: true },
};

export default config;
