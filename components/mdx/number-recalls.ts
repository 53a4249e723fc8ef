/** The parts of a Markdown tree that matter here. */
interface Node {
  readonly type: string;
  readonly name?: string | null;
  readonly attributes?: unknown[];
  readonly children?: readonly Node[];
}

/**
 * Gives each <Recall> a `number`, counted from 1. A lesson asks the same questions in every language, so an answer is
 * remembered by it.
 */
export function numberRecalls() {
  return (tree: Node): void => {
    let number = 0;
    const visit = (node: Node): void => {
      if (node.name === 'Recall') {
        number += 1;
        node.attributes?.push({ type: 'mdxJsxAttribute', name: 'number', value: String(number) });
      }
      node.children?.forEach(visit);
    };
    visit(tree);
  };
}
