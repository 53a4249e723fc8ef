import { notFound } from 'next/navigation';
import { CourseMap } from '@/components/today/course-map';
import { TodaySlot } from '@/components/today/today-slot';
import { isLocale, wordsOf } from '@/components/words';
import { lessonsOf, loadCourse, loadLesson } from '@/lib/lessons';

/** Today: continue where one stopped, today's checklist, the map of the course. */
export default async function TodayPage({ params }: { params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  if (!isLocale(locale)) notFound();
  const words = wordsOf(locale);
  const course = loadCourse();
  const lessons = lessonsOf(course).map((lesson) => {
    const { frontmatter, exercise, recalls } = loadLesson(lesson.slug, locale);
    return {
      slug: lesson.slug,
      title: frontmatter.title,
      description: frontmatter.description,
      minutes: lesson.minutes,
      steps: exercise?.tasks.length ?? recalls,
      hasExercise: exercise !== undefined,
    };
  });
  const chapters = course.chapters.map((chapter) => ({
    id: chapter.id,
    title: chapter.title[locale],
    lessons: chapter.lessons.map(({ slug }) => slug),
  }));
  return (
    <main id="content" tabIndex={-1} className="min-h-0 overflow-auto bg-paper">
      <div className="relative mx-auto min-h-full max-w-[1120px] pt-8 pr-5 pb-20 pl-9 before:absolute before:inset-y-0 before:left-5 before:border-l-[1.5px] before:border-margin-line wide:px-16 wide:before:left-9">
        <h1 className="text-5 font-bold tracking-tight">{words.today.hello}</h1>
        <p className="mt-1 max-w-[62ch] text-ink-2">{words.today.intro}</p>
        <TodaySlot lessons={lessons} words={words.today} />
        <CourseMap locale={locale} chapters={chapters} lessons={lessons} words={words.today} />
      </div>
    </main>
  );
}
