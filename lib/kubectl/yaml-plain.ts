/** Which styles a text can be written in. Models go-yaml v2's resolve.go and yaml_emitter_analyze_scalar. */
const WORDS = new Set(
  'y Y yes Yes YES true True TRUE on On ON n N no No NO false False FALSE off Off OFF ~ null Null NULL .nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF <<'.split(
    ' ',
  ),
);
const INTEGER = /^[-+]?(?:0[xX][\da-fA-F]+|0[bB][01]+|0[oO]?[0-7]+|0|[1-9]\d*)$/;
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;
const SEXAGESIMAL = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/;
const MOMENT = /^\d{4}-\d{1,2}-\d{1,2}(?:[Tt ]\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)?)?$/;

/** Whether it would be read as a string without quotes. */
export function resolvesToText(text: string): boolean {
  if (text === '' || WORDS.has(text)) return false;
  if (!/^[-+.\d]/.test(text)) return true;
  const plain = text.replaceAll('_', '');
  return !(INTEGER.test(plain) || FLOAT.test(plain) || SEXAGESIMAL.test(text) || MOMENT.test(text));
}

export interface Styles {
  readonly plain: boolean;
  readonly single: boolean;
  readonly literal: boolean;
}

/** What go-yaml takes for printable: no tab, and nothing beyond the basic plane. */
export const UNPRINTABLE = /[^\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/u;

export function analyse(text: string): Styles {
  const hasSpecial = UNPRINTABLE.test(text);
  const spaceBreak = / \n/.test(text);
  const breakSpace = /\n /.test(text);
  const isIndicated =
    /^(?:---|\.\.\.)/.test(text) ||
    /^[#,[\]{}&*!|>'"%@`]/.test(text) ||
    /^[-?:](?:\s|$)/.test(text) ||
    /:(?:\s|$)/.test(text.slice(1)) ||
    /\s#/.test(text);
  const hasEdges = /^[ \n]|[ \n]$/.test(text);
  const none = hasSpecial || spaceBreak;
  return {
    plain: !none && !isIndicated && !hasEdges && !text.includes('\n'),
    single: !none && !breakSpace,
    literal: !none && !text.endsWith(' '),
  };
}
