import type { Metadata } from 'next';
import { Logo } from '@/components/shell/logo';
import { LOCALE_KEY } from '@/components/shell/first-paint';
import { en } from '@/components/words/en';
import { ko } from '@/components/words/ko';

export const metadata: Metadata = {
  title: 'Kubetil',
  description: en.tagline,
  icons: { icon: '/icon.svg' },
};

/** A static site cannot answer by Accept-Language: the page asks the browser itself, and shows both doors meanwhile. */
const toMyLanguage = `(function(){var l;try{l=localStorage.getItem('${LOCALE_KEY}')}catch(e){}
if(l!=='ko'&&l!=='en')l=(navigator.languages||[navigator.language]).map(function(x){return x.slice(0,2)}).filter(function(x){return x==='ko'||x==='en'})[0]||'en';
location.replace('/'+l+location.search+location.hash)})()`;

export default function EntryPage() {
  return (
    <main className="grid min-h-dvh place-content-center gap-4 p-6 text-center">
      <script dangerouslySetInnerHTML={{ __html: toMyLanguage }} />
      <h1 className="flex items-center justify-center gap-2 text-4 font-bold">
        <Logo /> Kubetil
      </h1>
      <p>
        <a className="text-link underline" href="/ko" lang="ko">
          한국어: {ko.tagline}
        </a>
      </p>
      <p>
        <a className="text-link underline" href="/en">
          English: {en.tagline}
        </a>
      </p>
    </main>
  );
}
