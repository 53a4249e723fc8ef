'use client';

import { Component, type ReactNode } from 'react';

interface Props {
  text: string;
  retry: string;
  children: ReactNode;
}

/** A mistake of ours in the notebook leaves the rest of the page standing; the notes are in the store. */
export class DayBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <div
        role="alert"
        className="grid min-h-0 flex-1 place-content-center justify-items-center gap-3 bg-paper p-6 text-center"
      >
        <p>{this.props.text}</p>
        <button
          type="button"
          className="min-h-9 rounded-1 border border-paper-line px-3"
          onClick={() => window.location.reload()}
        >
          {this.props.retry}
        </button>
      </div>
    );
  }
}
