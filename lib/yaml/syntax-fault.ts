/**
 * What ends the reading of a document, wherever it is found: thrown by the scanner and the parser, caught where a
 * document is composed, data for everyone outside.
 */
export class SyntaxFault extends Error {
  /** `from` and `to`: what to underline, in the document; without `to` it is the rest of the line. */
  constructor(
    message: string,
    readonly from: number,
    readonly to?: number,
  ) {
    super(message);
  }
}
