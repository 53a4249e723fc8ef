'use client';

import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { FileText } from '@/components/lesson/lesson-files';
import type { ClusterQuestions, ClusterQuestionnaire, ClusterVerdicts, OpenCluster } from '@/workers/cluster-protocol';
import type { ClusterClient } from './cluster-client';
import { openSession, type ClusterSession, type SessionState } from './cluster-session';

const STARTING: SessionState = { phase: 'starting' };
const nothing = () => () => {};

/** The place's cluster, from when the page has a moment to spare until it is left. */
export function useClusterSession(
  place: string,
  begin: OpenCluster['begin'],
): { readonly state: SessionState; readonly restart: () => void } {
  const [session, setSession] = useState<ClusterSession>();
  useEffect(() => {
    let release = (): void => undefined;
    const open = (): void => {
      const used = openSession(place, begin);
      release = () => used.release();
      setSession(used.session);
    };
    // The editor and the first judgement come first.
    const timer = setTimeout(open, 400);
    return () => {
      clearTimeout(timer);
      release();
    };
  }, [place, begin]);
  const state = useSyncExternalStore(
    session?.subscribe ?? nothing,
    () => session?.state() ?? STARTING,
    () => STARTING,
  );
  const restart = useCallback(() => void session?.start(), [session]);
  return { state, restart };
}

export function clientOf(state: SessionState): ClusterClient | undefined {
  return state.phase === 'ready' ? state.client : undefined;
}

/** Commands read the files as they are in the editor. */
export function useFilesInCluster(client: ClusterClient | undefined, all: readonly FileText[]): void {
  useEffect(() => {
    void client?.ask('files', textsOf(all));
  }, [client, all]);
}

export function textsOf(all: readonly FileText[]): Readonly<Record<string, string>> {
  return Object.fromEntries(all.map(({ name, text }) => [name, text]));
}

type AppliedStates = ClusterQuestions['applied']['answer'];

const NONE: AppliedStates = {};
/** Not at every keystroke, and not at every step of a rollout. */
const LOOK_AFTER = 500;

/** Of each file: whether it is what the cluster has. */
export function useApplied(client: ClusterClient | undefined, manifests: readonly FileText[]): AppliedStates {
  const [states, setStates] = useState(NONE);
  useEffect(() => {
    if (!client) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let seen: number | undefined;
    const look = (): void => {
      if (client.pulse?.revision === seen && seen !== undefined) return;
      seen = client.pulse?.revision;
      timer ??= setTimeout(() => {
        timer = undefined;
        void client.ask('applied', textsOf(manifests)).then(setStates, () => undefined);
      }, LOOK_AFTER);
    };
    look();
    const stop = client.subscribe(look);
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client, manifests]);
  return states;
}

export function isManifest(name: string): boolean {
  return /\.(ya?ml|json)$/.test(name);
}

/** The lesson's questions to the cluster, answered. */
export function useClusterVerdicts(
  client: ClusterClient | undefined,
  questions: ClusterQuestionnaire,
): ClusterVerdicts | undefined {
  useEffect(() => {
    if (questions.checks.length + questions.conditions.length > 0) void client?.ask('questions', questions);
  }, [client, questions]);
  return useSyncExternalStore(
    client?.onVerdicts ?? nothing,
    () => client?.verdicts(),
    () => undefined,
  );
}
