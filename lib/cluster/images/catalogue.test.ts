import { describe, expect, it } from 'vitest';
import { catalogueEntries } from './catalogue';
import { newRegistry } from './index';
import { start } from './test-process';

/** What databases insist on. */
const ENV = {
  MYSQL_ROOT_PASSWORD: 'x',
  MARIADB_ROOT_PASSWORD: 'x',
  POSTGRES_PASSWORD: 'x',
  USER_NAME: 'u',
  USER_PWD: 'p',
  DB_URL: 'db',
};

describe('the catalogue', () => {
  it.each(catalogueEntries().map((entry) => [entry.repository, entry] as const))(
    '%s starts as it is',
    (repository, entry) => {
      const tag = entry.tags === 'any' ? 'latest' : (entry.tags.names?.[0] ?? (entry.tags.names ? '2.53' : 'latest'));
      const pulled = newRegistry().pull(`${repository}:${tag}`, new Map());
      if ('failed' in pulled) throw new Error(pulled.failed);
      const { image } = pulled;
      const process = start(image, { env: ENV });
      expect(process.exitCode ?? 0).toBe(repository.endsWith('/curl') ? 2 : 0);
      expect(process.clock.isIdle || repository.endsWith('/mongo-express')).toBe(true);
      const listens = image.exposedPorts.filter((port) => process.listeners.has(port));
      const isSilent =
        image.exposedPorts.length === 0 || process.exitCode !== undefined || repository.endsWith('/mongo-express');
      expect(listens.length > 0 || isSilent).toBe(true);
    },
  );

  it('names nothing twice', () => {
    const names = catalogueEntries().map(({ repository }) => repository);
    expect(new Set(names).size).toBe(names.length);
  });

  it.each([
    'busybox:1.28',
    'busybox:1.36',
    'alpine:3.20',
    'ubuntu:22.04',
    'debian:12-slim',
    'debian:bookworm-slim',
    'node:20-alpine',
    'node:18.17.0-bullseye-slim',
    'python:3.12-slim',
    'redis:7.4',
    'redis:7-alpine',
    'redis:6.2.14',
    'mysql:8.4',
    'mysql:5.7',
    'mysql:8.0.36',
    'postgres:16',
    'postgres:15.4-alpine',
    'mariadb:11.4',
    'httpd:2.4',
    'httpd:2.4-alpine',
    'perl:5.34.0',
    'fluent/fluent-bit:3.1',
    'prom/node-exporter:v1.8.2',
    'mongo-express:1.0.2-20-alpine3.19',
    'mongo-express',
    'registry.k8s.io/e2e-test-images/agnhost:2.53',
    'registry.k8s.io/pause:3.10',
    'hashicorp/http-echo:1.0',
    'traefik/whoami:v1.10',
    'gcr.io/google-samples/hello-app:2.0',
    'golang:1.22-alpine',
    'wordpress:6.2.1-apache',
    'rabbitmq:3-management',
    'tomcat:9.0',
    'registry.k8s.io/hpa-example',
    'bash:5',
    'curlimages/curl:8.10.1',
    'k8s.gcr.io/echoserver:1.4',
    'public.ecr.aws/nginx/nginx:1.27',
    'mcr.microsoft.com/dotnet/samples:aspnetapp',
  ])('has %s', (reference) => {
    expect(newRegistry().pull(reference, new Map())).toHaveProperty('image');
  });

  it.each([
    'busybox:2',
    'alpine:4.0',
    'redis:99',
    'mysql:8.9',
    'postgres:7',
    'httpd:2.5',
    'ubuntu:22.05.99x',
    'node:99',
    'redis:latst',
    'golang:latest!',
  ])('has no %s', (reference) => {
    expect(newRegistry().pull(reference, new Map())).toHaveProperty('failed');
  });
});
