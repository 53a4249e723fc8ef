/** The flags of `kubectl get`. */
import type { FlagSpec } from '../flags';

export const getFlags: readonly FlagSpec[] = [
  { name: 'all-namespaces', short: 'A', type: 'bool', help: 'List across all namespaces' },
  { name: 'allow-missing-template-keys', type: 'bool', default: 'true', help: 'Ignore missing keys in templates' },
  { name: 'chunk-size', type: 'int', default: '500', help: 'Size of a part of a large list' },
  { name: 'field-selector', type: 'string', help: 'Selector of fields' },
  { name: 'filename', short: 'f', type: 'strings', help: 'File that names what to get' },
  { name: 'ignore-not-found', type: 'bool', help: 'What is not there is no error' },
  { name: 'kustomize', short: 'k', type: 'string', help: 'Kustomization folder' },
  { name: 'label-columns', short: 'L', type: 'strings', help: 'Labels shown as columns' },
  { name: 'no-headers', type: 'bool', help: 'No headers' },
  { name: 'output', short: 'o', type: 'string', help: 'Output format' },
  { name: 'output-watch-events', type: 'bool', help: 'Show the events of a watch' },
  { name: 'raw', type: 'string', help: 'Address to ask for' },
  { name: 'recursive', short: 'R', type: 'bool', help: 'Folders in folders too' },
  { name: 'selector', short: 'l', type: 'string', help: 'Selector of labels' },
  { name: 'server-print', type: 'bool', default: 'true', help: 'Tables by the server' },
  { name: 'show-kind', type: 'bool', help: 'Kinds before names' },
  { name: 'show-labels', type: 'bool', help: 'Labels in the last column' },
  { name: 'show-managed-fields', type: 'bool', help: 'Keep managedFields' },
  { name: 'sort-by', type: 'string', help: 'Path of the field to sort by' },
  { name: 'subresource', type: 'string', help: 'Subresource' },
  { name: 'template', type: 'string', help: 'Template' },
  { name: 'watch', short: 'w', type: 'bool', help: 'Watch for changes after' },
  { name: 'watch-only', type: 'bool', help: 'Watch for changes only' },
];
