/** Services and what stands behind them: Endpoints, EndpointSlices, Ingresses and their classes. */
import { eventsOf } from './events';
import { head, marks, nameFields } from './head';
import { annotationsField, labelsField, labelsText } from './labels';
import { Page } from './page';
import { isRefusal, type Surroundings } from './surroundings';
import type { Value } from './value';

const SHOWN = 3;
const SERVICE_NAME = 'kubernetes.io/service-name';

export async function describeService(service: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  const spec = service.at('spec');
  const slices = await slicesOf(service.at('metadata.namespace').text, service.at('metadata.name').text, around);
  head(page, service);
  page.field('Selector', labelsText(spec.at('selector')));
  page.field('Type', spec.at('type').text);
  given(page, 'IP Family Policy', spec.at('ipFamilyPolicy'));
  page.field('IP Families', spec.at('ipFamilies').texts.join(',') || '<none>');
  page.field('IP', spec.at('clusterIP').text);
  page.field('IPs', spec.at('clusterIPs').texts.join(',') || '<none>');
  const external = spec.at('externalIPs').texts;
  if (external.length > 0) page.field('External IPs', external.join(','));
  given(page, 'Desired LoadBalancer IP', spec.at('loadBalancerIP'));
  given(page, 'External Name', spec.at('externalName'));
  const balancers = service.at('status.loadBalancer.ingress').list;
  if (balancers.length > 0) page.field('LoadBalancer Ingress', balancers.map(balancerText).join(', '));
  for (const port of spec.at('ports').list) portLines(page, port, slices);
  page.field('Session Affinity', spec.at('sessionAffinity').text);
  given(page, 'External Traffic Policy', spec.at('externalTrafficPolicy'));
  given(page, 'Internal Traffic Policy', spec.at('internalTrafficPolicy'));
  if (spec.at('healthCheckNodePort').number !== 0) {
    page.field('HealthCheck NodePort', spec.at('healthCheckNodePort').number);
  }
  const ranges = spec.at('loadBalancerSourceRanges').texts;
  if (ranges.length > 0) page.field('LoadBalancer Source Ranges', ranges.join(','));
  given(page, 'Traffic Distribution', spec.at('trafficDistribution'));
  await eventsOf(page, service, 'Service', around);
  return page.text;
}

function given(page: Page, title: string, value: Value): void {
  if (value.text !== '') page.field(title, value.text);
}

function balancerText(one: Value): string {
  const [ip, mode] = [one.at('ip').text, one.at('ipMode')];
  return ip === '' ? one.at('hostname').text : `${ip}${mode.isThere ? ` (${mode.text})` : ''}`;
}

function portLines(page: Page, port: Value, slices: readonly Value[]): void {
  const name = port.at('name').or('<unset>');
  const protocol = port.at('protocol').text;
  page.field('Port', `${name}\t${port.at('port').number}/${protocol}`);
  page.field('TargetPort', `${port.at('targetPort').isThere ? port.at('targetPort').text : '0'}/${protocol}`);
  given(page, 'AppProtocol', port.at('appProtocol'));
  if (port.at('nodePort').number !== 0) page.field('NodePort', `${name}\t${port.at('nodePort').number}/${protocol}`);
  page.field('Endpoints', endpointsText(slices, port.at('name').text));
}

/** The ready ones, at most three. */
function endpointsText(slices: readonly Value[], portName: string): string {
  if (slices.length === 0) return '<none>';
  const found: string[] = [];
  for (const slice of slices) {
    const addresses = slice
      .at('endpoints')
      .list.filter((one) => one.at('conditions.ready').json !== false)
      .map((one) => one.at('addresses').texts[0] ?? '');
    const ports = slice.at('ports').list;
    if (ports.length === 0) found.push(...addresses);
    for (const port of ports) {
      if (port.at('name').text !== portName) continue;
      for (const ip of addresses) found.push(`${ip.includes(':') ? `[${ip}]` : ip}:${port.at('port').number}`);
    }
  }
  const shown = found.slice(0, SHOWN).join(',');
  return found.length > SHOWN ? `${shown} + ${found.length - SHOWN} more...` : shown;
}

async function slicesOf(namespace: string, service: string, around: Surroundings): Promise<readonly Value[]> {
  const path = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices`;
  const slices = await around.list(path, { labelSelector: `${SERVICE_NAME}=${service}` });
  return isRefusal(slices) ? [] : slices;
}

export async function describeEndpoints(endpoints: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  head(page, endpoints);
  page.line('Subsets:');
  const ips = (addresses: Value): string => addresses.list.map((one) => one.at('ip').text).join(',') || '<none>';
  for (const subset of endpoints.at('subsets').list) {
    page.field('Addresses', ips(subset.at('addresses')), 1);
    page.field('NotReadyAddresses', ips(subset.at('notReadyAddresses')), 1);
    const ports = subset.at('ports').list;
    if (ports.length > 0) {
      page.line('Ports:', 1);
      page.heading(['Name', 'Port', 'Protocol'], 2);
    }
    for (const port of ports) {
      page.line(`${port.at('name').or('<unset>')}\t${port.at('port').number}\t${port.at('protocol').text}`, 2);
    }
    page.line('');
  }
  await eventsOf(page, endpoints, 'Endpoints', around);
  return page.text;
}

export async function describeEndpointSlice(slice: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  const unset = (value: Value): string => (value.isThere ? value.text : '<unset>');
  head(page, slice);
  page.field('AddressType', slice.at('addressType').text);
  const ports = slice.at('ports').list;
  page.line(ports.length === 0 ? 'Ports: <unset>' : 'Ports:');
  if (ports.length > 0) page.heading(['Name', 'Port', 'Protocol']);
  for (const port of ports) {
    page.line(`${port.at('name').or('<unset>')}\t${unset(port.at('port'))}\t${port.at('protocol').text}`, 1);
  }
  const endpoints = slice.at('endpoints').list;
  page.line(endpoints.length === 0 ? 'Endpoints: <none>' : 'Endpoints:');
  for (const one of endpoints) {
    page.field('- Addresses', one.at('addresses').texts.join(', ') || '<none>', 1);
    page.line('Conditions:', 2);
    page.field('Ready', unset(one.at('conditions.ready')), 3);
    page.field('Hostname', unset(one.at('hostname')), 2);
    const target = one.at('targetRef');
    if (target.isThere) page.field('TargetRef', `${target.at('kind').text}/${target.at('name').text}`, 2);
    page.field('NodeName', unset(one.at('nodeName')), 2);
    page.field('Zone', unset(one.at('zone')), 2);
  }
  await eventsOf(page, slice, 'EndpointSlice', around);
  return page.text;
}

export async function describeIngress(ingress: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  const namespace = ingress.at('metadata.namespace').text;
  const spec = ingress.at('spec');
  page.field('Name', ingress.at('metadata.name').text);
  labelsField(page, 'Labels', ingress.at('metadata.labels'));
  page.field('Namespace', namespace);
  const addresses = ingress
    .at('status.loadBalancer.ingress')
    .list.map((one) => one.at('ip').or(one.at('hostname').text))
    .filter((text) => text !== '');
  page.field('Address', [...new Set(addresses)].sort().join(','));
  page.field('Ingress Class', spec.at('ingressClassName').isThere ? spec.at('ingressClassName').text : '<none>');
  const last = spec.at('defaultBackend');
  const otherwise = last.isThere ? await backendText(namespace, last, around) : '<default>';
  page.field('Default backend', otherwise);
  if (spec.at('tls').list.length > 0) page.line('TLS:');
  for (const one of spec.at('tls').list) {
    const hosts = one.at('hosts').texts.join(',');
    const secret = one.at('secretName').text;
    page.line(secret === '' ? `SNI routes ${hosts}` : `${secret} terminates ${hosts}`, 1);
  }
  page.line('Rules:');
  page.heading(['Host', 'Path', 'Backends']);
  const rules = spec.at('rules').list.filter((rule) => rule.at('http').isThere);
  for (const rule of rules) {
    page.line(`${rule.at('host').or('*')}\t`, 1);
    for (const path of rule.at('http.paths').list) {
      page.line(`\t${path.at('path').text} \t${await backendText(namespace, path.at('backend'), around)}`, 2);
    }
  }
  if (rules.length === 0) page.line(`*\t*\t${otherwise}`, 1);
  annotationsField(page, ingress.at('metadata.annotations'));
  await eventsOf(page, ingress, 'Ingress', around);
  return page.text;
}

async function backendText(namespace: string, backend: Value, around: Surroundings): Promise<string> {
  const [to, resource] = [backend.at('service'), backend.at('resource')];
  if (to.isThere) {
    const name = to.at('name').text;
    const port = to.at('port');
    const number = port.at('number').number;
    const title = `${name}:${number === 0 ? port.at('name').text : number}`;
    const service = await around.get(`/api/v1/namespaces/${namespace}/services/${name}`);
    if (isRefusal(service)) return `${title} (<error: ${service.refused}>)`;
    const chosen = service
      .at('spec.ports')
      .list.findLast((one) =>
        number === 0 ? one.at('name').text === port.at('name').text : one.at('port').number === number,
      );
    return `${title} (${endpointsText(await slicesOf(namespace, name, around), chosen?.at('name').text ?? '')})`;
  }
  if (!resource.isThere) return '';
  const group = resource.at('apiGroup').isThere ? resource.at('apiGroup').text : '<none>';
  return `APIGroup: ${group}, Kind: ${resource.at('kind').text}, Name: ${resource.at('name').text}`;
}

export async function describeIngressClass(ingressClass: Value, around: Surroundings): Promise<string> {
  const page = new Page();
  nameFields(page, ingressClass, false);
  marks(page, ingressClass);
  page.field('Controller', ingressClass.at('spec.controller').text);
  const parameters = ingressClass.at('spec.parameters');
  if (parameters.isThere) {
    page.line('Parameters:');
    if (parameters.at('apiGroup').isThere) page.field('APIGroup', parameters.at('apiGroup').text, 1);
    page.field('Kind', parameters.at('kind').text, 1);
    page.field('Name', parameters.at('name').text, 1);
  }
  await eventsOf(page, ingressClass, 'IngressClass', around);
  return page.text;
}
