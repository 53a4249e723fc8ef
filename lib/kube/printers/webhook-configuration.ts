/** Models printValidatingWebhook and printMutatingWebhook, which are one. */
import type { MutatingWebhookConfiguration, ValidatingWebhookConfiguration } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const webhookConfiguration: Printer<MutatingWebhookConfiguration | ValidatingWebhookConfiguration> = {
  columns: 'Name#name;Webhooks:integer;Age',
  cells: (configuration, age) => [nameOf(configuration), (configuration.webhooks ?? []).length, age.of(configuration)],
};
