/**
 * Names of time zones. Models validateTimeZone (pkg/apis/batch/validation) and Go's time.LoadLocation, whose list is the
 * IANA's, as that of Intl; Go minds upper and lower case.
 */
const PART = /^[A-Za-z._0-9+-]{1,14}$/;

/** What is wrong with it; several sentences where several rules are broken. */
export function timeZoneFault(name: string): string[] {
  if (name === '') return ['timeZone must be nil or non-empty string'];
  const unknown = `unknown time zone ${name}`;
  const parts = name.split('/');
  if (parts.some((part) => part === '.' || part === '..' || part.startsWith('-') || !PART.test(part))) return [unknown];
  if (name === 'Local') return [LOCAL];
  const faults = name.toLowerCase() === 'local' ? [LOCAL] : [];
  return isKnown(name) ? faults : [...faults, unknown];
}

const LOCAL = 'timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones';

export function isKnown(name: string): boolean {
  if (name === 'UTC') return true;
  const sameLetters = Intl.supportedValuesOf('timeZone').find((zone) => zone.toLowerCase() === name.toLowerCase());
  if (sameLetters !== undefined) return sameLetters === name;
  // An old name of a zone: it is read in any case, and written with capitals.
  if (!/^[A-Z]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
