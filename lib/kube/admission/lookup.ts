/** The server's own questions to itself. Models the checks of client-go's rest.Request.Name. */
import { quote } from '../field/print';
import { pathSegmentFaults } from '../validation/names';

/** Why an object of this name is not even looked for: the name cannot be part of a URL. */
export function lookupFailure(name: string): string | undefined {
  const faults = pathSegmentFaults(name);
  return faults.length > 0 ? `invalid resource name ${quote(name)}: [${faults.join(' ')}]` : undefined;
}
