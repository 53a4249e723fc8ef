import type { ReactNode } from 'react';
import { firstPaintScript } from '@/components/shell/first-paint';
import '../globals.css';

export default function EntryLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en" suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: firstPaintScript }} />
      </head>
      <body>{children}</body>
    </html>
  );
}
