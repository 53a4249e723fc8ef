/** How most descriptions begin. */
import { annotationsField, labelsField } from './labels';
import type { Page } from './page';
import type { Value } from './value';

/** Name and, where the kind lives in one, namespace. */
export function nameFields(page: Page, object: Value, namespaced = true): void {
  page.field('Name', object.at('metadata.name').text);
  if (namespaced) page.field('Namespace', object.at('metadata.namespace').text);
}

export function marks(page: Page, object: Value): void {
  labelsField(page, 'Labels', object.at('metadata.labels'));
  annotationsField(page, object.at('metadata.annotations'));
}

export function head(page: Page, object: Value, namespaced = true): void {
  nameFields(page, object, namespaced);
  marks(page, object);
}

/** Type, status and reason of each, under a rule. */
export function reasons(page: Page, conditions: readonly Value[]): void {
  if (conditions.length === 0) return;
  page.line('Conditions:');
  page.heading(['Type', 'Status', 'Reason']);
  for (const one of conditions) {
    page.line(`${one.at('type').text} \t${one.at('status').text}\t${one.at('reason').text}`, 1);
  }
}

/** Those of a Namespace or a ServiceCIDR: with time and message. */
export function told(page: Page, conditions: readonly Value[], time: (value: Value) => string): void {
  if (conditions.length === 0) return;
  page.line('Conditions:');
  page.heading(['Type', 'Status', 'LastTransitionTime', 'Reason', 'Message']);
  for (const one of conditions) {
    const cells = [one.at('type').text, one.at('status').text, time(one.at('lastTransitionTime'))];
    page.line([...cells, one.at('reason').text, one.at('message').text].join('\t'), 1);
  }
}
