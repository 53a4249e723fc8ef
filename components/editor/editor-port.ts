import type * as Y from 'yjs';
import type { Diagnostic, FileEdit, SourceFile, TextPosition } from '@/lib/manifest';
import type { TextSpan } from '@/workers/protocol';
import type { JudgeClient } from './judge-client';

/** What a workspace may ask of whichever editor is shown. */
export interface EditorHandle {
  /** Puts the cursor on the span, in view, with the focus. */
  reveal(span: TextSpan): void;
  /** Selects the span, in view; the focus stays where it is. */
  select(span: TextSpan): void;
  focus(): void;
}

/** The files around the one that is shown, for what reaches from one to another. */
export interface EditorProject {
  /** All files as they are now. */
  files(): readonly SourceFile[];
  /** Opens a file and selects the span. */
  goTo(file: string, span: TextSpan): void;
  /** One change over several files, which is taken back as one. */
  rename(edits: readonly FileEdit[], name: string): void;
  /** Why something that was asked for does not happen. */
  refuse(why: string): void;
}

/** The one interface of both editors, Monaco and the plain text area of phones. */
export interface EditorProps {
  readonly file: string;
  readonly text: Y.Text;
  readonly diagnostics: readonly Diagnostic[];
  readonly judge: JudgeClient;
  readonly project: EditorProject;
  readonly label: string;
  readonly placeholder: string;
  readonly locale: 'en' | 'ko';
  readonly onReady: (handle: EditorHandle | undefined) => void;
  readonly onCursor: (offset: number, position: TextPosition) => void;
}
