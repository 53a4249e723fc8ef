/** What Tab offers: commands, what their programs know of their own arguments, files. */
import { builtinNames } from '@/lib/cluster';
import type { Completion } from '../workstation';
import { fileOffers } from './files';
import { kubectlOffers } from './kubectl';
import { localOffers } from './local-programs';
import { inLine, whole, type Offer } from './offer';
import type { Place } from './place';
import { typedWords, type Typed } from './typed-words';
import { withoutWrappers } from './wrappers';

export async function complete(place: Place, line: string, cursor: number): Promise<Completion> {
  const typed = typedWords(line.slice(0, cursor));
  if (!typed) return { start: cursor, words: [] };
  const { word } = typed;
  const offers = await offersFor(place, typed);
  const fitting = offers.filter(({ text }) => text.startsWith(word.text));
  return { start: word.start, words: [...new Set(fitting.map((offer) => inLine(offer, word)))].sort() };
}

async function offersFor(place: Place, { before, word, isRedirection }: Typed): Promise<readonly Offer[]> {
  const { text, quote } = word;
  if (quote !== "'" && /^\$\w*$/.test(text)) return variables(place);
  if (isRedirection) return fileOffers(place, text);
  const [name, ...words] = withoutWrappers(before, place.state.aliases);
  if (name === undefined) return text.includes('/') ? fileOffers(place, text) : commandNames(place);
  switch (name) {
    case 'kubectl':
      return kubectlOffers(place, words, text);
    case 'cd':
    case 'mkdir':
    case 'rmdir':
      return fileOffers(place, text, 'folders');
    case 'which':
    case 'type':
    case 'man':
    case 'help':
      return commandNames(place);
    case 'export':
    case 'unset':
      return [...place.state.variables.keys()].map(whole);
    default:
      return (await localOffers(place, name, words, text)) ?? fileOffers(place, text);
  }
}

function commandNames({ state, tools }: Place): readonly Offer[] {
  const programs = (tools.names?.() ?? []).filter((name) => !name.startsWith('/'));
  return [...programs, ...builtinNames(), ...state.functions.keys(), ...state.aliases.keys()].map(whole);
}

function variables({ state }: Place): readonly Offer[] {
  return [...state.variables.keys()].map((name) => ({ ...whole(`$${name}`), isRaw: true }));
}
