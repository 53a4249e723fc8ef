import type { GoField } from './type';

/** Go's value of a field that was never set. @param struct that of a field which is a struct */
export function zeroValue(field: GoField, struct: () => unknown): unknown {
  switch (field.is) {
    case 'object':
      return struct();
    case 'string':
      return '';
    case 'integer':
    case 'number':
    case 'int-or-string':
      return 0;
    case 'boolean':
      return false;
    case 'quantity':
      return '0';
    default:
      return null;
  }
}
