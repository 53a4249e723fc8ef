/** Each rule about the prose can be broken, and says so. */
import { expect, test } from 'vitest';
import type { GlossaryEntry } from '../course';
import { languageFaults } from './languages';
import { outlineOf } from './outline';
import { quoteFaults } from './quotes';
import { linkFaults } from './references';
import { snippetFaults } from './snippets';
import { termFaults } from './terms';
import { vocabularyFaults } from './vocabulary';

const recall = '<Recall question="Why?" answer="2" why="So.">\n\n- a\n- b\n\n</Recall>\n';

function vocabulary(body: string, end = recall): string[] {
  return vocabularyFaults(outlineOf(`${body}\n\n${end}`));
}

test('what the vocabulary holds is fine', () => {
  const body =
    '## A\n\nA <Term id="pod">Pod</Term>.\n\n<Command>ls</Command>\n\n```yaml title="a.yaml" wrong\na: 1\n```\n\n### B';
  expect(vocabulary(body)).toEqual([]);
});

test('an unknown component, a missing or unknown attribute and an empty one are faults', () => {
  expect(vocabulary('<Video>x</Video>')).toEqual(['<Video> is not in the vocabulary']);
  expect(vocabulary('<b>x</b>')).toEqual(['<b> is not in the vocabulary']);
  expect(vocabulary('<At path="a" colour="red">x</At>')).toEqual([
    '<At> has no file',
    '<At> has an unknown attribute colour',
  ]);
  expect(vocabulary('<Command></Command>')).toEqual(['<Command> is empty']);
  expect(vocabulary('<Callout kind="loud" title="x">y</Callout>')).toEqual(['<Callout> of kind loud']);
});

test('code has no place', () => {
  expect(vocabulary('A {1 + 1}')).toEqual(['line 1: mdxTextExpression']);
  expect(vocabulary("import a from 'a'")).toEqual(['line 1: mdxjsEsm']);
  expect(vocabulary('<At file={name}>x</At>')).toEqual(['line 1: At file is not a plain text', '<At> has no file']);
  expect(vocabulary('<Command {...props}>x</Command>')).toEqual(['line 1: Command {…} is not a plain text']);
});

test('headings start at two, skip no depth and hold no component', () => {
  expect(vocabulary('# A')).toEqual(['"A" is a heading of depth 1']);
  expect(vocabulary('## A\n\n#### B')).toEqual(['"B" is a heading of depth 4']);
  expect(vocabulary('## A <Term id="pod">Pod</Term>')).toEqual(['line 1: Term in a heading']);
});

test('a code block has a known language', () => {
  expect(vocabulary('```js\n1\n```')).toEqual(['line 1: a code block is yaml, sh, text, not "js"']);
  expect(vocabulary('```yaml {1}\na: 1\n```')).toEqual(['line 1: a code block with {1}']);
});

test('bold type that does not end is a fault', () => {
  expect(vocabulary('**`data`**: 여기')).toEqual([]);
  expect(vocabulary('**`data`**는 여기')).toEqual(['a stray ** in: **', 'a stray ** in: **는 여기']);
});

test('a lesson ends with a question that has its answer', () => {
  expect(vocabulary('Text', '')).toEqual(['does not end with a <Recall> or a <Guess>']);
  expect(vocabulary('Text', '<Recall question="?" answer="3" why="!">\n\n- a\n- b\n\n</Recall>')).toEqual([
    '<Recall> has 2 options and the answer 3',
  ]);
});

function languages(en: string, ko: string): string[] {
  return languageFaults(outlineOf(en), outlineOf(ko));
}

test('words and their order in a section are free', () => {
  const en = '## A\n\nThe <At file="a.yaml">a</At> of <Term id="pod">Pods</Term>.';
  const ko = '## 가\n\n<Term id="pod">Pod</Term>의 <At file="a.yaml">a</At>.';
  expect(languages(en, ko)).toEqual([]);
});

test('headings, blocks, links and code are not', () => {
  expect(languages('## A\n\n### B', '## 가\n\n## 나')).toEqual(['headings differ: en has ### where ko has ##']);
  expect(languages('<Command>ls</Command>', '<Command>ls -l</Command>')).toEqual([
    'blocks differ: en has <Command> ls where ko has <Command> ls -l',
  ]);
  expect(languages('An <At file="a.yaml" path="b">x</At>', '<At file="a.yaml">x</At>예요')).toEqual([
    'links and terms differ: en has section 0: <At file="a.yaml" path="b"> where ko has section 0: <At file="a.yaml">',
  ]);
  expect(languages('A <Term id="pod">Pod</Term>\n\n## B', '## 나\n\n그 <Term id="pod">Pod</Term>')).toEqual([
    'links and terms differ: en has section 0: <Term id="pod"> where ko has section 1: <Term id="pod">',
  ]);
  expect(languages('```yaml\na: 1\n```', '```yaml\na: 2\n```')).toEqual([
    'code blocks differ: en has yaml \na: 1 where ko has yaml \na: 2',
  ]);
  expect(languages(recall, recall.replace('- b\n', '- b\n- c\n'))).toEqual([
    'blocks differ: en has <Recall answer="2"> of 2 where ko has <Recall answer="2"> of 3',
  ]);
});

const glossary: GlossaryEntry[] = [
  { id: 'pod', en: { term: 'Pod', text: '…' }, ko: { term: 'Pod', text: '…' } },
  { id: 'node', en: { term: 'node', text: '…' }, ko: { term: '노드', text: '…' } },
];

test('a term is introduced before it is used', () => {
  const known = new Set<string>();
  const terms = (body: string) => termFaults(outlineOf(body), 'en', glossary, known);
  expect(terms('## Pods\n\n`Pod` and podium, and a <Term id="pod">Pod</Term>. Pods run on nodes.')).toEqual([
    '"nodes" is used before <Term id="node">: . Pods run on nodes.',
  ]);
  expect(terms('In the next lesson a Pod and a node are known.')).toEqual([]);
});

test('Korean endings may follow a term, and a question counts as use', () => {
  const terms = (body: string) => termFaults(outlineOf(body), 'ko', glossary, new Set());
  expect(terms('여기 노드에서는')).toEqual(['"노드" is used before <Term id="node">: 여기 노드에서는']);
  expect(terms('<Guess question="Pod는?">답</Guess>')).toEqual(['"Pod" is used before <Term id="pod">: Pod는?']);
});

test('a term is in the glossary and marked once', () => {
  const body = '<Term id="pod">Pod</Term> and <Term id="pod">Pod</Term> and <Term id="pot">pot</Term>';
  expect(termFaults(outlineOf(body), 'en', glossary, new Set())).toEqual([
    '<Term id="pod"> stands here twice',
    '<Term id="pot"> is not in the glossary',
  ]);
});

test('a link leads to a file of the exercise and a field of its solution', () => {
  const solution = { 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n---\nkind: b\nspec: {x: 1}\n' };
  const links = (attributes: string) => linkFaults(outlineOf(`See <At ${attributes}>x</At>.`), solution);
  expect(links('file="a.yaml"')).toEqual([]);
  expect(links('file="a.yaml" path="spec.x"')).toEqual([]);
  expect(links('file="b.yaml"')).toEqual(['<At> leads to b.yaml, which is no file of the exercise']);
  expect(links('file="a.yaml" path="spec.y"')).toEqual(['<At> leads to spec.y, which a.yaml does not have']);
});

test('YAML is read, a whole manifest is judged', () => {
  const snippet = (yaml: string, meta = '') => snippetFaults(outlineOf(`\`\`\`yaml ${meta}\n${yaml}\n\`\`\``));
  const config = 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a';
  expect(snippet('spec:\n  anything: 1')).toEqual([]);
  expect(snippet(config)).toEqual([]);
  expect(snippet('a: "')).toEqual([
    'line 1: error converting YAML to JSON: yaml: line 2: found unexpected end of stream',
  ]);
  expect(snippet(`${config}\nspec: {}`)).toEqual([
    'line 1: ConfigMap in version "v1" cannot be handled as a ConfigMap: strict decoding error: unknown field "spec"',
  ]);
  expect(snippet(`${config}\nspec: {}`, 'wrong')).toEqual([]);
  expect(snippet(config, 'wrong')).toEqual(['line 1: is marked wrong and is right']);
});

test('a sentence of the API server is one that a declared mistake gets', () => {
  const sayings = ['Pod "web" is invalid: spec.containers[0].image: Required value'];
  const quotes = (text: string) => quoteFaults(outlineOf(`\`\`\`text\n${text}\n\`\`\``), sayings);
  expect(quotes('spec.containers[0].image: Required value')).toEqual([]);
  expect(quotes('NAME   READY   STATUS')).toEqual([]);
  expect(quotes('spec.containers[0].name: Required value')).toEqual([
    'line 1: no declared mistake gets the answer spec.containers[0].name: Required value',
  ]);
});
