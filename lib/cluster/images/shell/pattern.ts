/** Shell patterns (`*`, `?`, `[…]`) as regular expressions. A backslash takes the next character as it is. */
export function patternSource(pattern: string, isGreedy = true): string {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at] ?? '';
    if (character === '\\') {
      at += 1;
      source += escaped(pattern[at] ?? '\\');
    } else if (character === '*') source += isGreedy ? '[\\s\\S]*' : '[\\s\\S]*?';
    else if (character === '?') source += '[\\s\\S]';
    else if (character === '[') {
      const end = pattern.indexOf(']', at + 2);
      if (end < 0) source += '\\[';
      else {
        const inner = pattern
          .slice(at + 1, end)
          .replace(/^!/, '^')
          .replaceAll('\\', '\\\\')
          .replaceAll('[', '\\[');
        source += `[${classes(inner)}]`;
        at = end;
      }
    } else source += escaped(character);
  }
  return source;
}

export function matchesPattern(text: string, pattern: string): boolean {
  return expressionOf(`^${patternSource(pattern)}$`, '')?.test(text) ?? false;
}

/** Undefined where it is no expression, such as `[z-a]`. */
export function expressionOf(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}

/** A text that a pattern is to take as it is. */
export function literalPattern(text: string): string {
  return text.replace(/[\\*?[\]]/g, '\\$&');
}

function classes(text: string): string {
  return text
    .replaceAll('\\[:alpha:', 'a-zA-Z')
    .replaceAll('\\[:digit:', '0-9')
    .replaceAll('\\[:alnum:', 'a-zA-Z0-9')
    .replaceAll('\\[:space:', '\\s');
}

function escaped(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
