import { expect, test } from 'vitest';
import type { Report } from '@/workers/protocol';
import { placeOf } from './place-of';

const text = `apiVersion: v1
kind: Service
metadata:
  labels:
    app: web
  # its name
  name: "web-service"
spec: {}
---
kind: Pod
metadata:
  name: web
`;
const at = text.indexOf('---');
const report: Report = {
  checks: [],
  files: [
    {
      name: 'web.yaml',
      diagnostics: [],
      documents: [
        { start: 0, end: at, kind: 'Service', apiVersion: 'v1' },
        { start: at + 4, end: text.length, kind: 'Pod', apiVersion: 'v1' },
      ],
    },
  ],
};
const files = [{ name: 'web.yaml', text }];

test('an object is found in the file and document that hold it', () => {
  expect(placeOf(report, files, 'Service', 'web-service')).toEqual({ file: 'web.yaml', document: 0 });
  expect(placeOf(report, files, 'Pod', 'web')).toEqual({ file: 'web.yaml', document: 1 });
});

test('what no file holds has no place', () => {
  expect(placeOf(report, files, 'Pod', 'web-service')).toBeUndefined();
  expect(placeOf(undefined, files, 'Pod', 'web')).toBeUndefined();
});
