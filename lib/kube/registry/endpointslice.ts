/**
 * Models pkg/registry/discovery/endpointslice/strategy.go.
 *
 * Not modelled: a nodeName that is taken from the deprecatedTopology of an object written as v1beta1.
 */
import { setEndpointSliceDefaults } from '../defaults/endpointslice';
import { isSemanticallyEqual } from '../equality';
import type { EndpointSlice } from '../schema/generated/types';
import { validateEndpointSlice, validateEndpointSliceUpdate } from '../validation/endpointslice';
import { warningsForEndpointSlice, warningsForNewEndpointSlice } from '../warnings/endpointslice';
import { countChange, startGeneration } from './generation';
import type { Strategy } from './strategy';

export const endpointSlice: Strategy<EndpointSlice> = {
  setDefaults: setEndpointSliceDefaults,
  prepareForCreate(object): undefined {
    startGeneration(object);
    dropTopology(object);
  },
  validate: (object) => validateEndpointSlice(object),
  prepareForUpdate(object, live): undefined {
    if (!isSemanticallyEqual('EndpointSlice', counted(object), counted(live))) countChange(object, live);
    dropTopology(object);
  },
  validateUpdate: validateEndpointSliceUpdate,
  warningsOnCreate: warningsForNewEndpointSlice,
  warningsOnUpdate: warningsForEndpointSlice,
  checksMetaOnce: true,
};

/** All but metadata, of which the labels count. */
function counted({ metadata, ...rest }: EndpointSlice): EndpointSlice {
  return { ...rest, metadata: { labels: metadata?.labels ?? {} } };
}

function dropTopology({ endpoints = [] }: EndpointSlice): void {
  for (const endpoint of endpoints) delete endpoint.deprecatedTopology;
}
