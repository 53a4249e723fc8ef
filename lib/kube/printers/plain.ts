/** The rows of kinds that have nothing to show but their name. */
import { parseTime, formatTime } from '../time';
import { nameOf, type Named, type Printer } from './printer';

/** Models rest.NewDefaultTableConvertor, which serves where nobody wrote a printer. */
export const createdAt: Printer<Named> = {
  columns: 'Name#name;Created At:date',
  cells: (object) => [nameOf(object), formatTime(parseTime(object.metadata?.creationTimestamp) ?? YEAR_1)],
};

/** Models printServiceAccount and its likes. */
export const nameAndAge: Printer<Named> = {
  columns: 'Name#name;Age',
  cells: (object, age) => [nameOf(object), age.of(object)],
};

/** Models printScale. */
export const scale: Printer<Named & { spec?: { replicas?: number }; status?: { replicas?: number } }> = {
  columns: 'Name;Desired:integer;Available:integer;Age',
  cells: (object, age) => [nameOf(object), object.spec?.replicas ?? 0, object.status?.replicas ?? 0, age.of(object)],
};

/** Go's zero time. */
const YEAR_1 = -62_135_596_800_000;
