/**
 * What ends the reading of a document, wherever it is found: thrown by the scanner and the parser, caught where a
 * document is composed, data for everyone outside. No Error: nobody reads its stack, and taking that costs more than
 * reading a document does.
 */
export class SyntaxFault {
  /** `from` and `to`: what to underline, in the document; without `to` it is the rest of the line. */
  constructor(
    readonly message: string,
    readonly from: number,
    readonly to?: number,
  ) {}
}
