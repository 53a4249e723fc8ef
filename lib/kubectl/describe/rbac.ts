/** Roles and bindings, of a namespace or of the cluster. Models kubectl's util/rbac for how rules are taken apart and joined. */
import { head } from './head';
import { Page } from './page';
import type { Value } from './value';

interface Rule {
  readonly group?: string;
  readonly resource?: string;
  readonly resourceName?: string;
  readonly url?: string;
  readonly verbs: string[];
}

export async function describeRole(role: Value): Promise<string> {
  const page = new Page();
  head(page, role, false);
  page.line('PolicyRule:');
  page.heading(['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs']);
  for (const rule of compacted(role.at('rules').list.flatMap(single))) {
    const urls = rule.url === undefined ? '' : rule.url;
    const cells = [`[${urls}]`, `[${rule.resourceName ?? ''}]`, `[${rule.verbs.join(' ')}]`];
    page.line([resourceText(rule), ...cells].join('\t'), 1);
  }
  return page.text;
}

export async function describeBinding(binding: Value): Promise<string> {
  const page = new Page();
  head(page, binding, false);
  page.line('Role:');
  page.field('Kind', binding.at('roleRef.kind').text, 1);
  page.field('Name', binding.at('roleRef.name').text, 1);
  page.line('Subjects:');
  page.heading(['Kind', 'Name', 'Namespace']);
  for (const one of binding.at('subjects').list) {
    page.line([one.at('kind').text, one.at('name').text, one.at('namespace').text].join('\t'), 1);
  }
  return page.text;
}

/** `deployments.apps/scale`. */
function resourceText({ resource, group }: Rule): string {
  if (resource === undefined) return '';
  const at = resource.indexOf('/');
  const [name, sub] = at < 0 ? [resource, ''] : [resource.slice(0, at), resource.slice(at)];
  return `${name}${group ? `.${group}` : ''}${sub}`;
}

/** One rule for each verb on each thing. */
function single(rule: Value): Rule[] {
  const names = rule.at('resourceNames').texts;
  const verbs = rule.at('verbs').texts;
  const rules: Rule[] = [];
  for (const group of rule.at('apiGroups').texts) {
    for (const resource of rule.at('resources').texts) {
      for (const verb of verbs) {
        if (names.length === 0) rules.push({ group, resource, verbs: [verb] });
        for (const resourceName of names) rules.push({ group, resource, resourceName, verbs: [verb] });
      }
    }
  }
  for (const url of rule.at('nonResourceURLs').texts) for (const verb of verbs) rules.push({ url, verbs: [verb] });
  return rules;
}

/** The verbs on one thing together; those on paths stay apart. Sorted as the text Go makes of a rule. */
function compacted(rules: readonly Rule[]): Rule[] {
  const joined: Rule[] = [];
  const known = new Map<string, Rule>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.group, rule.resource, rule.resourceName ?? null]);
    const same = rule.url === undefined ? known.get(key) : undefined;
    if (same) {
      same.verbs.push(...rule.verbs.filter((verb) => !same.verbs.includes(verb)));
      continue;
    }
    joined.push(rule);
    if (rule.url === undefined) known.set(key, rule);
  }
  return joined.sort((a, b) => (goRule(a) < goRule(b) ? -1 : Number(goRule(a) > goRule(b))));
}

function goRule({ verbs, group, resource, resourceName, url }: Rule): string {
  const one = (text: string | undefined): string => `[${text ?? ''}]`;
  const what = `APIGroups:${one(group)},Resources:${one(resource)},ResourceNames:${one(resourceName)}`;
  return `&PolicyRule{Verbs:[${verbs.join(' ')}],${what},NonResourceURLs:${one(url)},}`;
}
