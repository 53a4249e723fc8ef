/** Models printFlowSchema. */
import type { FlowSchema } from '../schema/generated/types';
import { nameOf, type Printer } from './printer';

export const flowSchema: Printer<FlowSchema> = {
  columns: 'Name#name;PriorityLevel;MatchingPrecedence;DistinguisherMethod;Age;MissingPL',
  cells: (flowSchema, age) => [
    nameOf(flowSchema),
    flowSchema.spec?.priorityLevelConfiguration?.name ?? '',
    flowSchema.spec?.matchingPrecedence ?? 0,
    flowSchema.spec?.distinguisherMethod?.type ?? '<none>',
    age.of(flowSchema),
    flowSchema.status?.conditions?.find(({ type }) => type === 'Dangling')?.status ?? '?',
  ],
};
