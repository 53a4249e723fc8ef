/** Where a decoding fault lies, as Go words it. */
import { schemaType, type GoField, type GoType } from '../schema';

export type Path = readonly (string | number)[];

/** `spec.containers[0].imag`: keys of maps are written as fields are. */
export function fieldText(path: Path): string {
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
}

/** `PodSpec.spec.containers`: the last struct, and all fields on the way to the place, embedded structs too. */
export function structField(root: GoType, path: Path): string {
  const names: string[] = [];
  let struct = root.goName;
  let type: GoType | undefined = root;
  let field: GoField | undefined;
  for (const step of path) {
    if (type && typeof step === 'string') {
      field = type.fields.get(step);
      struct = type.goName;
      if (field?.embedded !== undefined) names.push(field.embedded);
      names.push(step);
    } else field = field?.of;
    type = field?.is === 'object' ? schemaType(field.type ?? '') : undefined;
  }
  return `${struct}.${names.join('.')}`;
}
