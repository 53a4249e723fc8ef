/**
 * Korean particles behind a word that is only known when a sentence is filled: `을(를)`, `이(가)`, `은(는)`, `과(와)` and
 * `(으)로` take the form that the word's last sound asks for. English words are taken as Koreans read them, as near as
 * their letters tell.
 */
export function withParticles(sentence: string): string {
  return sentence.replaceAll(
    /([^\s`"'(){}[\]])([`"'”)}\]]*)(을\(를\)|이\(가\)|은\(는\)|과\(와\)|\(으\)로|\(이\)에요)/g,
    (_, last: string, between: string, particle: string, offset: number) => {
      const word = /[^\s`"'(){}[\]]*$/.exec(sentence.slice(0, offset + 1))?.[0] ?? last;
      return last + between + chosen(particle, endingOf(word));
    },
  );
}

type Ending = 'vowel' | 'consonant' | 'l';

const FORMS: Readonly<Record<string, readonly [consonant: string, vowel: string]>> = {
  '을(를)': ['을', '를'],
  '이(가)': ['이', '가'],
  '은(는)': ['은', '는'],
  '과(와)': ['과', '와'],
  '(이)에요': ['이에요', '예요'],
};

function chosen(particle: string, ending: Ending): string {
  if (particle === '(으)로') return ending === 'consonant' ? '으로' : '로';
  const forms = FORMS[particle];
  return forms ? forms[ending === 'vowel' ? 1 : 0] : particle;
}

function endingOf(word: string): Ending {
  const last = word.charCodeAt(word.length - 1);
  if (last >= 0xac00 && last <= 0xd7a3) {
    const final = (last - 0xac00) % 28;
    return final === 0 ? 'vowel' : final === 8 ? 'l' : 'consonant';
  }
  if (/[178]$|l$/i.test(word)) return 'l';
  return /[036]$|[mn]$|ng$|ck$|[aeiou][bckpt]$/i.test(word) ? 'consonant' : 'vowel';
}
