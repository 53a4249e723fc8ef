import 'server-only';
import { bundleMDX } from 'mdx-bundler';
import { getMDXComponent } from 'mdx-bundler/client';
import rehypePrettyCode, { type Options as PrettyCodeOptions } from 'rehype-pretty-code';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import { numberRecalls } from './number-recalls';

const prettyCode: PrettyCodeOptions = {
  theme: { light: 'github-light-high-contrast', dark: 'github-dark' },
  keepBackground: false,
  grid: false,
};

/** Compiles a lesson's MDX at build time; nothing of it is evaluated in the page. `name` stands in errors. */
export async function compileMdx(source: string, name: string) {
  try {
    const { code } = await bundleMDX({
      source,
      mdxOptions(options) {
        options.remarkPlugins = [...(options.remarkPlugins ?? []), remarkGfm, numberRecalls];
        options.rehypePlugins = [...(options.rehypePlugins ?? []), rehypeSlug, [rehypePrettyCode, prettyCode]];
        return options;
      },
    });
    return getMDXComponent(code);
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
