/** What runs to an end, and what begins it again and again. */
import { sightOf } from './sight';

export const job = sightOf('batch/v1/Job', 'jobs.batch', (job, scene) => {
  const status = scene.cell(job, 'Status');
  const state = status === 'Complete' ? 'done' : status === 'Failed' ? 'failed' : 'waiting';
  return { state, status, detail: scene.cell(job, 'Completions') };
});

export const cronJob = sightOf('batch/v1/CronJob', 'cronjobs.batch', ({ spec }) => ({
  state: 'plain',
  status: spec?.schedule ?? '',
  detail: spec?.suspend ? 'Suspended' : undefined,
}));
