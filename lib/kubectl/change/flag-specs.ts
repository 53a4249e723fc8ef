/** Flags that several commands share, in the words of their help. */
import type { FlagSpec } from '../flags';

export const DRY_RUN: FlagSpec = {
  name: 'dry-run',
  type: 'string',
  bare: 'unchanged',
  default: 'none',
  help: 'Must be "none", "server", or "client". If client strategy, only print the object that would be sent, without sending it. If server strategy, submit server-side request without persisting the resource.',
};

export const OUTPUT: readonly FlagSpec[] = [
  {
    name: 'output',
    short: 'o',
    type: 'string',
    help: 'Output format. One of: (json, yaml, kyaml, name, go-template, go-template-file, template, templatefile, jsonpath, jsonpath-as-json, jsonpath-file).',
  },
  {
    name: 'allow-missing-template-keys',
    type: 'bool',
    default: 'true',
    help: 'If true, ignore any errors in templates when a field or map key is missing in the template. Only applies to golang and jsonpath output formats.',
  },
  {
    name: 'show-managed-fields',
    type: 'bool',
    default: 'false',
    help: 'If true, keep the managedFields when printing objects in JSON or YAML format.',
  },
  {
    name: 'template',
    type: 'string',
    help: 'Template string or path to template file to use when -o=go-template, -o=go-template-file. The template format is golang templates [http://golang.org/pkg/text/template/#pkg-overview].',
  },
];

export const FILES: readonly FlagSpec[] = [
  {
    name: 'filename',
    short: 'f',
    type: 'strings',
    help: 'Filename, directory, or URL to files identifying the resource.',
  },
  {
    name: 'kustomize',
    short: 'k',
    type: 'string',
    help: "Process the kustomization directory. This flag can't be used together with -f or -R.",
  },
  {
    name: 'recursive',
    short: 'R',
    type: 'bool',
    default: 'false',
    help: 'Process the directory used in -f, --filename recursively. Useful when you want to manage related manifests organized within the same directory.',
  },
];

export const SELECTOR: FlagSpec = {
  name: 'selector',
  short: 'l',
  type: 'string',
  help: "Selector (label query) to filter on, supports '=', '==', '!=', 'in', 'notin'.(e.g. -l key1=value1,key2=value2,key3 in (value3)). Matching objects must satisfy all of the specified label constraints.",
};

export const VALIDATE: FlagSpec = {
  name: 'validate',
  type: 'string',
  bare: 'strict',
  default: 'strict',
  help: 'Must be one of: strict (or true), warn, ignore (or false). "true" or "strict" will use a schema to validate the input and fail the request if invalid.',
};

export function manager(name: string): FlagSpec {
  return {
    name: 'field-manager',
    type: 'string',
    default: name,
    help: 'Name of the manager used to track field ownership.',
  };
}

export function flag(name: string, type: FlagSpec['type'], more: Partial<FlagSpec> = {}): FlagSpec {
  return { name, type, help: '', ...more };
}

export const LOCAL = flag('local', 'bool', {
  help: 'If true, this command will NOT contact api-server but run locally.',
});
export const ALL = flag('all', 'bool', {
  help: 'Select all resources, in the namespace of the specified resource types.',
});
export const SAVE_CONFIG = flag('save-config', 'bool', {
  help: 'If true, the configuration of current object will be saved in its annotation. Otherwise, the annotation will be unchanged. This flag is useful when you want to perform kubectl apply on this object in the future.',
});
export const RECORD = flag('record', 'bool', { help: 'Write the command into what it changes. Deprecated.' });
export const CONTAINER = flag('container', 'string', {
  short: 'c',
  help: 'The container; without it the first, or the one that the Pod names.',
});
