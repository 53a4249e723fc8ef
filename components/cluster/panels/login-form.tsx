'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useOwnWords } from '@/components/words/use-own-words';
import { browserWords } from './browser-words';

const FIELD = 'min-h-8 rounded-1 border border-panel-line bg-panel-2 px-2 text-1 text-panel-ink touch:min-h-11';

/** What a browser asks where a page wants HTTP's basic authentication. It goes nowhere but into the simulated cluster. */
export function LoginForm({ onLogin }: { onLogin: (user: string, password: string) => void }) {
  const words = useOwnWords(browserWords);
  const [user, setUser] = useState('');
  const [password, setPassword] = useState('');
  return (
    <form
      className="grid max-w-72 gap-2.5 p-4"
      onSubmit={(event) => {
        event.preventDefault();
        onLogin(user, password);
      }}
    >
      <p className="text-2">{words.login}</p>
      <label className="grid gap-1 text-1 text-panel-ink-2">
        {words.user}
        <input
          value={user}
          autoComplete="off"
          autoCapitalize="off"
          onChange={(event) => setUser(event.target.value)}
          className={FIELD}
        />
      </label>
      <label className="grid gap-1 text-1 text-panel-ink-2">
        {words.password}
        <input
          type="password"
          value={password}
          autoComplete="off"
          onChange={(event) => setPassword(event.target.value)}
          className={FIELD}
        />
      </label>
      <Button look="panel" type="submit" className="justify-self-start">
        {words.logIn}
      </Button>
    </form>
  );
}
