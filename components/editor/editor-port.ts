import type * as Y from 'yjs';
import type { Diagnostic, TextPosition } from '@/lib/manifest';
import type { TextSpan } from '@/workers/protocol';
import type { JudgeClient } from './judge-client';

/** What a workspace may ask of whichever editor is shown. */
export interface EditorHandle {
  /** Puts the cursor on the span, in view, with the focus. */
  reveal(span: TextSpan): void;
}

/** The one interface of both editors, Monaco and the plain text area of phones. */
export interface EditorProps {
  readonly file: string;
  readonly text: Y.Text;
  readonly diagnostics: readonly Diagnostic[];
  readonly judge: JudgeClient;
  readonly label: string;
  readonly placeholder: string;
  readonly locale: 'en' | 'ko';
  readonly onReady: (handle: EditorHandle | undefined) => void;
  readonly onCursor: (offset: number, position: TextPosition) => void;
}
