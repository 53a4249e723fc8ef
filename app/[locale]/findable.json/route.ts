import { isLocale, locales } from '@/components/words';
import type { Findable } from '@/components/shell/findable';
import { lessonsOf, loadCourse, loadGlossary, loadLesson } from '@/lib/lessons';

export const dynamic = 'force-static';

export function generateStaticParams() {
  return locales.map((locale) => ({ locale }));
}

/** What the palette can find in a language: lessons, and terms with the lesson in which they come up first. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  if (!isLocale(locale)) return new Response(null, { status: 404 });
  const lessons = lessonsOf(loadCourse()).map(({ slug }) => loadLesson(slug, locale));
  const found: Findable[] = lessons.map(({ slug, frontmatter }) => ({
    kind: 'lesson',
    title: frontmatter.title,
    text: frontmatter.description,
    href: `/${locale}/learn/${slug}`,
  }));
  for (const entry of loadGlossary()) {
    const first = lessons.find(({ source }) => source.includes(`<Term id="${entry.id}"`));
    if (first)
      found.push({
        kind: 'term',
        title: entry[locale].term,
        text: entry[locale].text,
        href: `/${locale}/learn/${first.slug}#term-${entry.id}`,
      });
  }
  return Response.json(found);
}
