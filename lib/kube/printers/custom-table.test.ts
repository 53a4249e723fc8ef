/** What a real API server printed of Books whose definition has these columns. */
import { expect, test } from 'vitest';
import { printCustomTable, printTable } from './index';

const NOW = 1_795_520_105_000;

const columns = [
  { name: 'Pages', type: 'integer', jsonPath: '.spec.pages' },
  { name: 'Price', type: 'number', jsonPath: '.spec.price' },
  { name: 'Read', type: 'boolean', jsonPath: '.spec.read' },
  { name: 'Since', type: 'date', jsonPath: '.spec.since' },
  { name: 'Tag', type: 'string', jsonPath: '.spec.tags[*]' },
  { name: 'First', type: 'string', jsonPath: '.spec.tags[0]' },
  { name: 'Ready', type: 'string', jsonPath: '.status.conditions[?(@.type=="Ready")].status', priority: 1 },
  { name: 'Meta', type: 'string', jsonPath: '.spec.meta' },
  { name: 'Label', type: 'string', jsonPath: '.metadata.labels.a\\.b/c' },
  { name: 'Copies', type: 'integer', jsonPath: '.spec.copies', format: 'int32' },
];

function row(object: Record<string, unknown>): unknown {
  return printCustomTable(columns, [object], NOW).rows[0]?.cells;
}

test('a custom resource shows the columns of its definition', () => {
  const cells = row({
    metadata: { name: 'one', labels: { 'a.b/c': 'lab' } },
    spec: {
      pages: 7,
      copies: 3,
      price: 1.5,
      read: true,
      since: '2026-11-20T10:00:00Z',
      tags: ['x', 'y', 'z'],
      meta: { b: 1, a: [1, 'two', null, { c: 'd' }] },
    },
    status: {
      conditions: [
        { type: 'A', status: 'False' },
        { type: 'Ready', status: 'True' },
      ],
    },
  });
  const meta = '{"a":[1,"two",null,{"c":"d"}],"b":1}';
  expect(cells).toEqual(['one', 7, 1.5, true, '4d1h', 'x', 'x', 'True', meta, 'lab', 3]);
});

test('what is not there is null, and an index beyond the end of a list too', () => {
  const spec = { pages: 1, price: 1e21, tags: [], since: '1995-11-20T10:00:00Z', meta: {} };
  const cells = ['three', 1, 1e21, null, '31y', null, null, null, '{}', null, null];
  expect(row({ metadata: { name: 'three' }, spec })).toEqual(cells);
});

test('a date that lies ahead, or is none, is invalid', () => {
  const since = (text: string): unknown =>
    printCustomTable(
      [{ name: 'Since', type: 'date', jsonPath: '.since' }],
      [{ metadata: { name: 'x' }, since: text }],
      NOW,
    ).rows[0]?.cells[1];
  expect(since('2027-11-20T10:00:00Z')).toBe('<invalid>');
  expect(since('tomorrow')).toBe('<invalid>');
  expect(since('')).toBe('<unknown>');
  expect(since('2026-11-24T20:35:00+09:00')).toBe('5s');
});

test('a value of another type than the column is left out, and a text column takes every type', () => {
  expect(row({ metadata: { name: 'x' }, spec: { pages: '7', read: 'yes', price: true, tags: [true] } })).toEqual([
    'x',
    null,
    null,
    null,
    null,
    'true',
    'true',
    null,
    null,
    null,
    null,
  ]);
  expect(row({ metadata: { name: 'x' }, spec: { pages: 7.9, tags: [null, '<'], meta: ['<&'] } })).toEqual([
    'x',
    7,
    null,
    null,
    null,
    '<no value>',
    '<no value>',
    null,
    '["\\u003c\\u0026"]',
    null,
    null,
  ]);
});

test('without columns there are name and age', () => {
  const object = { metadata: { name: 'p', creationTimestamp: '2026-11-24T11:31:34Z' } };
  expect(printCustomTable(undefined, [object], NOW)).toEqual({
    columnDefinitions: [
      { name: 'Name', type: 'string', format: 'name', priority: 0 },
      { name: 'Age', type: 'date', format: '', priority: 0 },
    ],
    rows: [{ cells: ['p', '3m31s'] }],
  });
});

test('columns keep their format and priority', () => {
  expect(printCustomTable(columns, [], NOW).columnDefinitions.slice(-4)).toEqual([
    { name: 'Ready', type: 'string', format: '', priority: 1 },
    { name: 'Meta', type: 'string', format: '', priority: 0 },
    { name: 'Label', type: 'string', format: '', priority: 0 },
    { name: 'Copies', type: 'integer', format: 'int32', priority: 0 },
  ]);
});

test('a scale shows how many there should be and are', () => {
  const metadata = { name: 'web', creationTimestamp: '2026-11-24T11:35:00Z' };
  const scale = { metadata, spec: { replicas: 3 }, status: { replicas: 2 } };
  expect(printTable('scales.autoscaling', [scale], NOW).rows).toEqual([{ cells: ['web', 3, 2, '5s'] }]);
});
