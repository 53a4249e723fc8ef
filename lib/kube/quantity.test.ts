import { expect, test } from 'vitest';
import {
  canonicalQuantity,
  compareQuantities,
  isIntegerQuantity,
  parseQuantity,
  quantityFault,
  roundUpQuantity,
  formatQuantity,
  scaledQuantity,
  type Quantity,
} from './quantity';

// What resource.ParseQuantity(text).String() answers at v1.36.3.
const CANONICAL: [string, string][] = [
  ['0', '0'],
  ['-0', '0'],
  ['0.5', '500m'],
  ['1.5', '1500m'],
  ['1.500', '1.500'],
  ['1024Mi', '1Gi'],
  ['1025Mi', '1025Mi'],
  ['1.5Gi', '1536Mi'],
  ['0.5Ki', '512'],
  ['1.0001Ki', '1024102400u'],
  ['1000', '1k'],
  ['1e3', '1e3'],
  ['12e2', '1200'],
  ['+5Mi', '+5Mi'],
  ['-1.5Gi', '-1536Mi'],
  ['0.1n', '1n'],
  ['0.000000000001', '1n'],
  ['99999999999Gi', '9223372036854775807'],
  ['9999999999999999999', '9999999999999999999'],
  ['1000E', '1'],
  ['.', '0'],
  ['m', '0'],
];

test.each(CANONICAL)('writes %s as %s', (text, canonical) => {
  expect(canonicalQuantity(text)).toBe(canonical);
});

const FORMAT = "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";

test.each([
  ['', FORMAT],
  ['128 MB', FORMAT],
  ['128MB', FORMAT],
  ['1.2.3', FORMAT],
  ['한글', FORMAT],
  ['1mi', "unable to parse quantity's suffix"],
  ['1K', "unable to parse quantity's suffix"],
  ['1e99999999999999999999', "unable to parse quantity's suffix"],
  ['Pi', 'unable to parse numeric part of quantity'],
])('refuses %j in the words of ParseQuantity', (text, words) => {
  expect(quantityFault(text)).toBe(words);
  expect(parseQuantity(text)).toBeUndefined();
  expect(canonicalQuantity(text)).toBe(text);
});

function quantity(text: string): Quantity {
  const parsed = parseQuantity(text);
  if (!parsed) throw new Error(`${text} does not parse`);
  return parsed;
}

test('compares amounts, whatever their suffix', () => {
  expect(compareQuantities(quantity('1Gi'), quantity('1024Mi'))).toBe(0);
  expect(compareQuantities(quantity('1G'), quantity('1Gi'))).toBe(-1);
  expect(compareQuantities(quantity('500m'), quantity('0.4'))).toBe(1);
  expect(compareQuantities(quantity('-1'), quantity('1m'))).toBe(-1);
  expect(compareQuantities(quantity('-2'), quantity('-1'))).toBe(-1);
});

test('compares an absurd exponent without computing it', () => {
  expect(compareQuantities(quantity('1e2000000000'), quantity('1'))).toBe(1);
  expect(compareQuantities(quantity('-1e2000000000'), quantity('1'))).toBe(-1);
});

test('rounds away from zero to a thousandth', () => {
  expect(formatQuantity(roundUpQuantity(quantity('0.1m'), -3))).toBe('1m');
  expect(formatQuantity(roundUpQuantity(quantity('-0.1m'), -3))).toBe('-1m');
  expect(formatQuantity(roundUpQuantity(quantity('+5Mi'), -3))).toBe('+5Mi');
  expect(scaledQuantity(quantity('1.0001'), -3)).toBe(1001n);
});

test('knows a whole number', () => {
  expect(isIntegerQuantity(quantity('2'))).toBe(true);
  expect(isIntegerQuantity(quantity('2000m'))).toBe(true);
  expect(isIntegerQuantity(quantity('2.5'))).toBe(false);
});
