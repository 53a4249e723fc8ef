/** What a Pod can be told of where it is. */
import type { Engine } from './engine';
import type { PodPlace } from './field-values';
import type { NodeRecord, PodRecord } from './state';

export function placeOf(engine: Engine, node: NodeRecord, record: PodRecord): PodPlace {
  const { cpu, memory } = engine.config;
  return { podIP: record.ip ?? '', hostIP: engine.hostIP(node), allocatable: { cpu, memory } };
}
