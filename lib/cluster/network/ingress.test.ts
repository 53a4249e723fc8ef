import { expect, test } from 'vitest';
import type { types } from '@/lib/kube';
import { nginxPage } from './nginx-page';
import { get, newTestNetwork, OUTSIDE, told, type TestNetwork } from './test-network';

interface Shop extends TestNetwork {
  readonly ingress: (name: string, spec: types.IngressSpec, annotations?: Record<string, string>) => void;
  readonly visit: (url: string, port?: number) => string;
}

async function newShop(): Promise<Shop> {
  const network = await newTestNetwork();
  network.config.isIngressEnabled = () => true;
  for (const app of ['web', 'api', 'docs']) {
    network.pod(app, { labels: { app } });
    network.service(app, { selector: { app }, ports: [{ name: 'http', port: 8080, targetPort: 80 }] });
  }
  return {
    ...network,
    ingress(name, spec, annotations = {}) {
      const created = network.client.create('networking.k8s.io/v1/Ingress', {
        metadata: { name, namespace: 'default', annotations },
        spec,
      });
      if (!created.ok) throw new Error(created.status.message);
    },
    visit(url, port = 80) {
      const slash = url.indexOf('/');
      const message = get(url.slice(slash), url.slice(0, slash));
      return told(network.network.request(OUTSIDE, { host: '192.168.49.2', port }, message));
    },
  };
}

function path(own: string, name: string, pathType = 'Prefix'): types.HTTPIngressPath {
  return { path: own, pathType, backend: { service: { name, port: { number: 8080 } } } };
}

function page(status: number): string {
  return `${status} ${nginxPage(status).body}`;
}

test('without the addon nobody listens', async () => {
  const shop = await newShop();
  shop.config.isIngressEnabled = () => false;
  expect(shop.visit('shop.com/')).toBe('refused: Nothing listens on port 80 of the node minikube.');
});

test('host and path choose the Service, the longest path first', async () => {
  const { ingress, visit } = await newShop();
  ingress('shop', {
    rules: [
      {
        host: 'shop.com',
        http: { paths: [path('/', 'web'), path('/api', 'api'), path('/api/docs', 'docs', 'Exact')] },
      },
    ],
  });
  expect(visit('shop.com/')).toBe('200 web from 192.168.49.2');
  expect(visit('shop.com/api/items')).toBe('200 api/api/items from 192.168.49.2');
  expect(visit('shop.com/apis')).toBe('200 web/apis from 192.168.49.2');
  expect(visit('shop.com/api/docs')).toBe('200 docs/api/docs from 192.168.49.2');
  expect(visit('shop.com/api/docs/2')).toBe('200 api/api/docs/2 from 192.168.49.2');
  expect(visit('shop.com:80/')).toBe('200 web from 192.168.49.2');
  expect(visit('other.com/')).toBe(page(404));
});

test('a host of its own goes before a wildcard, and that before none', async () => {
  const { ingress, visit } = await newShop();
  ingress('shop', {
    rules: [
      { http: { paths: [path('/', 'docs')] } },
      { host: '*.shop.com', http: { paths: [path('/', 'api')] } },
      { host: 'www.shop.com', http: { paths: [path('/', 'web')] } },
    ],
  });
  expect(visit('www.shop.com/')).toBe('200 web from 192.168.49.2');
  expect(visit('eu.shop.com/')).toBe('200 api from 192.168.49.2');
  expect(visit('shop.com/')).toBe('200 docs from 192.168.49.2');
});

test('a default backend takes what no rule takes', async () => {
  const { ingress, visit } = await newShop();
  ingress('all', { defaultBackend: { service: { name: 'docs', port: { name: 'http' } } } });
  ingress('shop', { rules: [{ host: 'shop.com', http: { paths: [path('/api', 'api')] } }] });
  expect(visit('shop.com/')).toBe('200 docs from 192.168.49.2');
  expect(visit('other.com/')).toBe('200 docs from 192.168.49.2');
});

test('what can’t be passed on gets a page that says so', async () => {
  const shop = await newShop();
  const { ingress, visit, client, service } = shop;
  service('wrong', { selector: { app: 'web' }, ports: [{ port: 8080, targetPort: 81 }] });
  const paths = [path('/', 'web'), path('/gone', 'gone'), path('/wrong', 'wrong')];
  ingress('shop', { rules: [{ host: 'shop.com', http: { paths } }] });
  expect(visit('shop.com/gone')).toBe(page(503));
  expect(visit('shop.com/wrong')).toBe(page(502));
  client.delete('v1/Pod', 'default', 'web', { gracePeriodSeconds: 0 });
  shop.settle();
  expect(visit('shop.com/')).toBe(page(503));
});

test('a host with a certificate is sent on to https', async () => {
  const { ingress, visit } = await newShop();
  ingress('shop', {
    tls: [{ hosts: ['shop.com'], secretName: 'cert' }],
    rules: [{ host: 'shop.com', http: { paths: [path('/', 'web')] } }],
  });
  expect(visit('shop.com/')).toBe(page(308));
  expect(visit('shop.com/', 443)).toBe('200 web from 192.168.49.2');
});

test('a path is rewritten by its groups', async () => {
  const { ingress, visit } = await newShop();
  ingress(
    'shop',
    { rules: [{ host: 'shop.com', http: { paths: [path('/api(/|$)(.*)', 'api', 'ImplementationSpecific')] } }] },
    { 'nginx.ingress.kubernetes.io/rewrite-target': '/$2' },
  );
  expect(visit('shop.com/api/items?page=2')).toBe('200 api/items?page=2 from 192.168.49.2');
  expect(visit('shop.com/api')).toBe('200 api from 192.168.49.2');
});

test('an Ingress of another class is another controller’s', async () => {
  const { ingress, visit } = await newShop();
  ingress('shop', {
    ingressClassName: 'traefik',
    rules: [{ host: 'shop.com', http: { paths: [path('/', 'web')] } }],
  });
  expect(visit('shop.com/')).toBe(page(404));
});
