/**
 * How objects of one version become those of another. Models validateCustomResourceConversion.
 *
 * Not modelled: the certificates of an established definition's webhook.
 */
import type { FieldError } from '../field/error';
import { forbidden, invalid, notSupportedText, required } from '../field/error';
import type { FieldPath } from '../field/path';
import type { CustomResourceConversion } from '../schema/generated/types';
import { dns1035LabelFaults } from './names';
import { validateWebhookService, validateWebhookURL } from './webhook-client';

const STRATEGIES = ['None', 'Webhook'];
/** The versions of a ConversionReview that the server speaks. */
const REVIEWS = ['v1', 'v1beta1'];

export function validateConversion(
  { strategy = '', webhook }: CustomResourceConversion,
  path: FieldPath,
  errors: FieldError[],
): void {
  if (strategy === '') errors.push(required(path.child('strategy')));
  else if (!STRATEGIES.includes(strategy)) errors.push(notSupportedText(path.child('strategy'), strategy, STRATEGIES));
  const client = webhook?.clientConfig;
  const reviews = webhook?.conversionReviewVersions ?? [];
  const clientPath = path.child('webhookClientConfig');
  const reviewPath = path.child('conversionReviewVersions');
  if (strategy !== 'Webhook') {
    const detail = 'should not be set when strategy is not set to Webhook';
    if (client) errors.push(forbidden(clientPath, detail));
    if (reviews.length > 0) errors.push(forbidden(reviewPath, detail));
    return;
  }
  if (!client) errors.push(required(clientPath, 'required when strategy is set to Webhook'));
  else if ((client.url === undefined) === (client.service === undefined)) {
    errors.push(required(clientPath, 'exactly one of url or service is required'));
  } else if (client.url !== undefined) validateWebhookURL(client.url, clientPath.child('url'), errors);
  else if (client.service) validateWebhookService(client.service, clientPath.child('service'), errors);
  validateReviews(reviews, reviewPath, errors);
}

function validateReviews(versions: readonly string[], path: FieldPath, errors: FieldError[]): void {
  if (versions.length === 0) return void errors.push(required(path));
  versions.forEach((version, at) => {
    if (versions.indexOf(version) < at) return void errors.push(invalid(path.index(at), version, 'duplicate version'));
    for (const fault of dns1035LabelFaults(version)) errors.push(invalid(path.index(at), version, fault));
  });
  if (!versions.some((version) => REVIEWS.includes(version))) {
    errors.push(invalid(path, versions, `must include at least one of ${REVIEWS.join(', ')}`));
  }
}
