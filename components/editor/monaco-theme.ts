import { monaco } from './monaco';

/** Monaco takes colours as numbers only: the tokens are read off the page each time the theme changes. */
export function applyTheme(): void {
  const styles = getComputedStyle(document.documentElement);
  const token = (name: string) => longHex(styles.getPropertyValue(name).trim());
  const dark = document.documentElement.dataset.theme === 'dark';
  const foreground = (color: string) => color.replace('#', '');
  monaco.editor.defineTheme('kubetil', {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      { token: '', foreground: foreground(token('--ink')) },
      { token: 'type.yaml', foreground: foreground(token('--code-key')) },
      { token: 'string.yaml', foreground: foreground(token('--code-value')) },
      { token: 'number.yaml', foreground: foreground(token('--code-value')) },
      { token: 'keyword.yaml', foreground: foreground(token('--code-value')) },
      { token: 'comment.yaml', foreground: foreground(token('--ink-3')) },
      { token: 'operators.yaml', foreground: foreground(token('--ink-2')) },
      { token: 'delimiter', foreground: foreground(token('--ink-2')) },
    ],
    colors: {
      'editor.background': token('--sheet'),
      'editor.foreground': token('--ink'),
      'editor.placeholder.foreground': token('--ink-2'),
      'editorLineNumber.foreground': token('--ink-3'),
      'editorLineNumber.activeForeground': token('--ink'),
      'editor.lineHighlightBackground': token('--sheet-2'),
      'editor.lineHighlightBorder': '#00000000',
      'editorCursor.foreground': token('--accent'),
      'editorError.foreground': token('--bad'),
      'editorWarning.foreground': token('--warn'),
      'editorInfo.foreground': token('--accent'),
      'editorHint.foreground': token('--accent'),
      'editorWidget.background': token('--sheet'),
      'editorWidget.border': token('--rule-2'),
      'editorHoverWidget.background': token('--sheet'),
      'editorHoverWidget.border': token('--rule-2'),
      'editorSuggestWidget.background': token('--sheet'),
      'editorSuggestWidget.border': token('--rule-2'),
      'editorSuggestWidget.selectedBackground': token('--accent-soft'),
      'editorSuggestWidget.selectedForeground': token('--ink'),
      'editorSuggestWidget.highlightForeground': token('--accent'),
      'editorSuggestWidget.focusHighlightForeground': token('--accent'),
      'editorIndentGuide.background1': token('--rule'),
      focusBorder: token('--accent'),
    },
  });
  monaco.editor.setTheme('kubetil');
}

/** Monaco knows #rrggbb only; the page's styles come minified. */
function longHex(color: string): string {
  return color.length === 4 ? color.replace(/[0-9a-f]/gi, '$&$&') : color;
}

/** Follows the page's theme; returns how to stop. */
export function followTheme(): () => void {
  applyTheme();
  const observer = new MutationObserver(applyTheme);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
