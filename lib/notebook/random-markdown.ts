import * as fc from 'fast-check';

const LINES = [
  '### Tasks / ## 오늘의 할일 / ### 일지 / **주요 키워드** / #### other / ### / #tag',
  '- [ ] a / - [x] b / * [ ] c / + [X] d /   - [ ] e /     - [x] f / \t- [ ] g /  * [ ] h / - [>] i / - [ ]',
  '1. [ ] j / 1) [x] k /    - [ ] l / -     [ ] m / - - [ ] n / - text / \u{00A0}- [ ] o',
  '  text / text   /       text / Pod, Service / #Pod #Service / |a|b| /  / /  / /    ',
  '``` / ~~~ /   ``` / - ``` / ```` / <!-- a / --> / <div> / </div> / <pre> / x </pre> / x <b> / --- / *** / > - [ ] p / > text',
].flatMap((row) => row.split(' / '));

/** For tests: texts made of the lines that are most easily misread, with line ends of both kinds. */
export function randomMarkdown(): fc.Arbitrary<string> {
  const line = fc.tuple(fc.constantFrom(...LINES), fc.constantFrom('\n', '\n', '\r\n'));
  return fc.tuple(fc.array(line, { maxLength: 14 }), fc.boolean()).map(([lines, cut]) =>
    lines
      .flat()
      .slice(0, cut ? -1 : undefined)
      .join(''),
  );
}
