/** What a lesson's MDX is made of, read once for all rules of the gate. */
import { createProcessor } from '@mdx-js/mdx';
import remarkGfm from 'remark-gfm';
import type { Heading } from '../lesson';

export interface Component {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  /** Plain text of what is inside. */
  readonly text: string;
  /** How many list items are inside. */
  readonly items: number;
  /** Whether it stands in a line of text. */
  readonly inline: boolean;
  /** How many headings stand before it. */
  readonly section: number;
}

export interface Fence {
  readonly lang: string;
  readonly meta: string;
  readonly text: string;
  readonly line: number;
}

/** A stretch of prose, or a component beginning, in the order of reading; headings and code left out. */
export type Reading = { readonly is: 'text'; readonly text: string } | { readonly is: 'term'; readonly id: string };

export interface Outline {
  readonly headings: readonly Heading[];
  readonly components: readonly Component[];
  readonly fences: readonly Fence[];
  readonly reading: readonly Reading[];
  /** What the closed vocabulary has no place for: expressions, imports, spread or computed attributes. */
  readonly code: readonly string[];
}

/** The parts of a Markdown tree that matter here; mdast, MDX and GFM all fit. */
interface Node {
  readonly type: string;
  readonly children?: readonly Node[];
  readonly value?: unknown;
  readonly name?: unknown;
  readonly lang?: unknown;
  readonly meta?: unknown;
  readonly depth?: unknown;
  readonly attributes?: readonly unknown[];
  readonly position?: { readonly start: { readonly line: number } } | undefined;
}

const processor = createProcessor({ remarkPlugins: [remarkGfm] });

/** Throws on MDX that can't be parsed. */
export function outlineOf(body: string): Outline {
  const headings: Heading[] = [];
  const components: Component[] = [];
  const fences: Fence[] = [];
  const reading: Reading[] = [];
  const code: string[] = [];

  const visit = (node: Node, inHeading: boolean): void => {
    if (node.type === 'heading') headings.push({ depth: Number(node.depth), text: textOf(node) });
    else if (node.type === 'text' && !inHeading) reading.push({ is: 'text', text: String(node.value) });
    else if (node.type === 'code') fences.push(fenceOf(node));
    else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') enter(node, inHeading);
    else if (node.type.startsWith('mdx')) code.push(`line ${lineOf(node)}: ${node.type}`);
    for (const child of node.children ?? []) visit(child, inHeading || node.type === 'heading');
  };

  const enter = (node: Node, inHeading: boolean): void => {
    const name = typeof node.name === 'string' ? node.name : '';
    const { attributes, computed } = attributesOf(node);
    for (const attribute of computed) code.push(`line ${lineOf(node)}: ${name} ${attribute} is not a plain text`);
    if (inHeading) code.push(`line ${lineOf(node)}: ${name} in a heading`);
    const inline = node.type === 'mdxJsxTextElement';
    components.push({ name, attributes, text: textOf(node), items: itemsOf(node), inline, section: headings.length });
    if (name === 'Term') reading.push({ is: 'term', id: attributes['id'] ?? '' });
    for (const key of ['title', 'question', 'why']) {
      const text = attributes[key];
      if (text !== undefined) reading.push({ is: 'text', text });
    }
  };

  visit(processor.parse(body), false);
  return { headings, components, fences, reading, code };
}

function fenceOf(node: Node): Fence {
  return {
    lang: typeof node.lang === 'string' ? node.lang : '',
    meta: typeof node.meta === 'string' ? node.meta : '',
    text: String(node.value),
    line: lineOf(node),
  };
}

function attributesOf(node: Node): { attributes: Record<string, string>; computed: string[] } {
  const attributes: Record<string, string> = {};
  const computed: string[] = [];
  for (const attribute of node.attributes ?? []) {
    const { name, value } = { name: undefined, value: undefined, ...(isObject(attribute) ? attribute : {}) };
    if (typeof name === 'string' && typeof value === 'string') attributes[name] = value;
    else computed.push(typeof name === 'string' ? name : '{…}');
  }
  return { attributes, computed };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function textOf(node: Node): string {
  if (typeof node.value === 'string') return node.value;
  return (node.children ?? []).map(textOf).join('');
}

function itemsOf(node: Node): number {
  return (node.type === 'listItem' ? 1 : 0) + (node.children ?? []).reduce((sum, child) => sum + itemsOf(child), 0);
}

function lineOf(node: Node): number {
  return node.position?.start.line ?? 0;
}
