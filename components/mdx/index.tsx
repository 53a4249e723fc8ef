import type { Locale, Words } from '@/components/words';
import type { GlossaryEntry } from '@/lib/lessons';
import { At } from './at';
import { Callout } from './callout';
import { Command } from './command';
import { Guess } from './guess';
import { Recall } from './recall';
import { Term } from './term';

/** Here and not in components/words, whose words are all in the page's first script. */
const toTerminal = { en: 'To the terminal', ko: '터미널로' };

/** The words a lesson may use: a closed list. What is not here fails the build. */
export function lessonVocabulary({
  locale,
  words,
  glossary,
  remembering,
}: {
  locale: Locale;
  words: Words;
  glossary: readonly GlossaryEntry[];
  /** The lesson, where its questions are what there is to do. */
  remembering?: string | undefined;
}) {
  const mdx = words.mdx;
  return {
    Callout: (props: React.ComponentProps<typeof Callout>) => <Callout {...props} names={mdx} />,
    Guess: (props: Omit<React.ComponentProps<typeof Guess>, 'words'>) => <Guess {...props} words={mdx} />,
    Command: (props: Omit<React.ComponentProps<typeof Command>, 'words'>) => (
      <Command
        {...props}
        words={{
          label: mdx.command,
          copy: words.common.copy,
          copied: words.common.copied,
          failed: words.common.copyFailed,
          toTerminal: toTerminal[locale],
        }}
      />
    ),
    At: (props: React.ComponentProps<typeof At>) => <At {...props} />,
    Recall: (props: Omit<React.ComponentProps<typeof Recall>, 'words' | 'lesson'>) => (
      <Recall {...props} lesson={remembering} words={mdx} />
    ),
    Term: (props: Omit<React.ComponentProps<typeof Term>, 'entry'>) => (
      <Term {...props} entry={glossary.find(({ id }) => id === props.id)?.[locale]} />
    ),
    a: Link,
    table: Table,
  };
}

/** Wide tables are scrolled, on a phone most of all, so they can be reached by key as code blocks are. */
function Table(props: React.ComponentProps<'table'>) {
  return <table tabIndex={0} {...props} />;
}

function Link({ href = '', children, ...rest }: React.ComponentProps<'a'>) {
  const outside = /^https?:/.test(href);
  return (
    <a href={href} {...(outside ? { target: '_blank', rel: 'noreferrer' } : {})} {...rest}>
      {children}
    </a>
  );
}
