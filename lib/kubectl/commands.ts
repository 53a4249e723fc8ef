/** Every command there is. */
import { apiResources } from './api-resources';
import { apiVersions } from './api-versions';
import { auth } from './auth';
import { changeCommands } from './change';
import { clusterInfo } from './cluster-info';
import type { Command } from './command';
import { config } from './config';
import { describe } from './describe';
import { events } from './events';
import { explain } from './explain';
import { get } from './get';
import { refusedCommands } from './refused';
import { top } from './top';
import { version } from './version';
import { wait } from './wait';

export const commands: readonly Command[] = [
  get,
  describe,
  ...changeCommands,
  apiResources,
  apiVersions,
  auth,
  clusterInfo,
  config,
  events,
  explain,
  ...refusedCommands,
  top,
  version,
  wait,
];
