'use client';

import type { Nodes, Parents, Root, Table } from 'mdast';
import { memo, useMemo, type ReactNode } from 'react';
import { Tick } from '@/components/ui/tick';
import { plainWords, readMarkdown } from './markdown-tree';
import { safeUrl } from './safe-url';

/** Deeper than this the text itself is shown. */
const MOST_DEPTH = 30;

interface Props {
  text: string;
  /** The rank of the highest heading in it. */
  headings?: number;
}

/**
 * A note as it reads. Nothing in it runs and nothing is fetched: HTML is shown as the text it is, links lead to the
 * web or nowhere, pictures are named and not loaded.
 */
export const Markdown = memo(function Markdown({ text, headings = 3 }: Props) {
  const tree = useMemo(() => readMarkdown(text), [text]);
  if (!tree) return <pre className="whitespace-pre-wrap">{text}</pre>;
  return <div className="prose">{drawChildren(tree, newDrawing(tree, text, headings), 0)}</div>;
});

/** One line of a note, such as a task: its marks and its code, without links to follow. */
export const InlineMarkdown = memo(function InlineMarkdown({ text }: { text: string }) {
  const tree = useMemo(() => readMarkdown(text), [text]);
  const [only] = tree?.children ?? [];
  if (!tree || only?.type !== 'paragraph' || tree.children.length > 1) return text;
  return drawChildren(only, { ...newDrawing(tree, text, 3), links: false }, 0);
});

interface Drawing {
  text: string;
  /** Where `[a][b]` leads, by its name. */
  definitions: ReadonlyMap<string, string>;
  /** The levels of headings that occur, so that none is skipped. */
  levels: readonly number[];
  headings: number;
  links: boolean;
}

function newDrawing(tree: Root, text: string, headings: number): Drawing {
  const definitions = new Map<string, string>();
  const levels = new Set<number>();
  for (const node of tree.children) {
    if (node.type === 'definition') definitions.set(node.identifier, node.url);
    if (node.type === 'heading') levels.add(node.depth);
  }
  return { text, definitions, levels: [...levels].sort((a, b) => a - b), headings, links: true };
}

function drawChildren(node: Parents, drawing: Drawing, depth: number): ReactNode[] {
  return node.children.map((child, i) => (
    <Node key={child.position?.start.offset ?? i} parent={node} node={child} drawing={drawing} depth={depth + 1} />
  ));
}

function Node({
  node,
  parent,
  drawing,
  depth,
}: {
  node: Nodes;
  parent: Parents;
  drawing: Drawing;
  depth: number;
}): ReactNode {
  const children = () => ('children' in node ? drawChildren(node, drawing, depth) : []);
  if (depth > MOST_DEPTH) return drawing.text.slice(node.position?.start.offset, node.position?.end.offset);
  switch (node.type) {
    case 'paragraph':
      return <p>{children()}</p>;
    case 'heading':
      return <Heading level={drawing.headings + drawing.levels.indexOf(node.depth)}>{children()}</Heading>;
    case 'text':
      return node.value;
    case 'emphasis':
      return <em>{children()}</em>;
    case 'strong':
      return <strong>{children()}</strong>;
    case 'delete':
      return <del>{children()}</del>;
    case 'inlineCode':
      return <code>{node.value}</code>;
    case 'code':
      return (
        <pre tabIndex={0}>
          <code>{node.value}</code>
        </pre>
      );
    case 'html':
      if (holdsBlocks(parent)) return <pre tabIndex={0}>{node.value}</pre>;
      return <code className="whitespace-pre-wrap">{node.value}</code>;
    case 'break':
      return <br />;
    case 'thematicBreak':
      return <hr />;
    case 'blockquote':
      return <blockquote>{children()}</blockquote>;
    case 'list':
      return node.ordered ? <ol start={node.start ?? 1}>{children()}</ol> : <ul>{children()}</ul>;
    case 'listItem':
      return typeof node.checked === 'boolean' ? (
        <CheckedItem checked={node.checked}>{children()}</CheckedItem>
      ) : (
        <li>{children()}</li>
      );
    case 'link':
      return (
        <Anchor url={node.url} drawing={drawing}>
          {children()}
        </Anchor>
      );
    case 'linkReference':
      return (
        <Anchor url={drawing.definitions.get(node.identifier) ?? ''} drawing={drawing}>
          {children()}
        </Anchor>
      );
    case 'image':
      return <Picture alt={node.alt ?? ''} url={node.url} drawing={drawing} />;
    case 'imageReference':
      return <Picture alt={node.alt ?? ''} url={drawing.definitions.get(node.identifier) ?? ''} drawing={drawing} />;
    case 'table':
      return <TableOf node={node} drawing={drawing} depth={depth} />;
    case 'footnoteReference':
      return <sup>[{node.label ?? node.identifier}]</sup>;
    case 'footnoteDefinition':
      return (
        <div className="flex gap-2 text-1 text-ink-2">
          <span>[{node.label ?? node.identifier}]</span>
          <div>{children()}</div>
        </div>
      );
    case 'definition':
      return null;
    default:
      return plainWords(node);
  }
}

function holdsBlocks(node: Parents): boolean {
  return ['root', 'blockquote', 'listItem', 'footnoteDefinition'].includes(node.type);
}

function Heading({ level, children }: { level: number; children: ReactNode }) {
  const Tag = level <= 3 ? 'h3' : level === 4 ? 'h4' : level === 5 ? 'h5' : 'h6';
  return <Tag>{children}</Tag>;
}

function CheckedItem({ checked, children }: { checked: boolean; children: ReactNode }) {
  return (
    <li className="-ml-[22px] flex list-none gap-2 [&_p]:m-0">
      <Tick done={checked} className="mt-[3px]" />
      <span className="sr-only">{checked ? '[x]' : '[ ]'}</span>
      <div>{children}</div>
    </li>
  );
}

function Anchor({ url, drawing, children }: { url: string; drawing: Drawing; children: ReactNode }) {
  const href = safeUrl(url);
  if (href === undefined || !drawing.links) return <span title={url}>{children}</span>;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

/** The pictures of a blog are in the blog; here stands which one. */
function Picture({ alt, url, drawing }: { alt: string; url: string; drawing: Drawing }) {
  return (
    <span className="my-1 inline-flex max-w-full items-baseline gap-2 rounded-1 border border-dashed border-paper-line px-2 text-1 text-ink-2">
      {alt === '' ? null : <span>{alt}</span>}
      <Anchor url={url} drawing={drawing}>
        <span className="font-mono text-0 break-all">{url}</span>
      </Anchor>
    </span>
  );
}

function TableOf({ node, drawing, depth }: { node: Table; drawing: Drawing; depth: number }) {
  const [head, ...rows] = node.children;
  return (
    <table>
      <thead>
        <tr>
          {head?.children.map((cell, i) => (
            <th key={cell.position?.start.offset ?? i} scope="col">
              {drawChildren(cell, drawing, depth)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, i) => (
          <tr key={row.position?.start.offset ?? i}>
            {row.children.map((cell, j) => (
              <td key={cell.position?.start.offset ?? j}>{drawChildren(cell, drawing, depth)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
