import { useState } from 'react';
import { fill } from '@/components/words';
import { useOwnWords } from '@/components/words/use-own-words';
import type { ClusterClient } from '../cluster-client';
import { breakWords } from './break-words';
import type { Deed, Ready, Refusal } from './deed';

export interface Done {
  readonly deed: Deed;
  /** As the timeline has it. */
  readonly label: string;
}

export interface Deeds {
  readonly last: Done | undefined;
  readonly refusal: Refusal | undefined;
  /** The API server's words, or a fault of ours. */
  readonly fault: string | undefined;
  readonly isBusy: boolean;
  readonly perform: (ready: Ready | Promise<Ready>) => void;
}

/** What was done last stays while another pane is shown. */
const lasts = new WeakMap<ClusterClient, Done>();

/** Does one thing at a time, each as a step of the timeline. */
export function useDeeds(client: ClusterClient): Deeds {
  const words = useOwnWords(breakWords);
  const [last, setLast] = useState(() => lasts.get(client));
  const [state, setState] = useState<Partial<Pick<Deeds, 'isBusy' | 'refusal' | 'fault'>>>({});
  const perform = async (coming: Ready | Promise<Ready>) => {
    setState({ isBusy: true });
    try {
      const ready = await coming;
      if (typeof ready === 'string') {
        setState({ refusal: ready });
        return;
      }
      const { deed, run } = ready;
      const done = { deed, label: fill(words.labels[deed.key], deed.values) };
      await client.ask('mark', done.label);
      const refused = await run();
      if (refused !== undefined) {
        setState({ fault: refused });
        return;
      }
      lasts.set(client, done);
      setLast(done);
      setState({});
    } catch (error) {
      setState({ fault: String(error) });
    }
  };
  return {
    last,
    refusal: state.refusal,
    fault: state.fault,
    isBusy: state.isBusy ?? false,
    perform: (ready) => void perform(ready),
  };
}
