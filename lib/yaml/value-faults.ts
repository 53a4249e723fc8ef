/**
 * What can be wrong with a document whose syntax is right. go-yaml decodes all of it first, then its keys are made
 * JSON's, then JSON is written: a fault of the first step hides those of the second and third.
 */
import { conversionProblem, findUnsupportedKey, unsupportedKeyProblem } from './convert';
import { printGo } from './go-syntax';
import type { YamlNode } from './model';

export interface ValueFault {
  readonly message: string;
  /** Whether kubectl puts `yaml: ` before it. */
  readonly fromYaml: boolean;
  readonly node: YamlNode;
}

export class ValueFaults {
  /** An alias without its anchor: go-yaml stops there, before any later fault of syntax. */
  unknownAnchor: ValueFault | undefined;
  private decoding: ValueFault | undefined;
  private mayHaveUnsupportedKey = false;
  private notFinite: YamlNode | undefined;

  noteUnknownAnchor(name: string, node: YamlNode): void {
    this.unknownAnchor ??= { message: `unknown anchor '${name}' referenced`, fromYaml: true, node };
  }

  /** The first found is the one that counts. */
  noteDecoding(message: string, node: YamlNode): void {
    this.decoding ??= { message, fromYaml: true, node };
  }

  /** A list or a map as a key. Its words are made for the first fault only: it may be large, or without end. */
  noteCollectionKey(key: YamlNode): void {
    this.decoding ??= { message: `invalid map key: ${printGo(key)}`, fromYaml: true, node: key };
  }

  noteUnsupportedKey(): void {
    this.mayHaveUnsupportedKey = true;
  }

  noteNotFinite(node: YamlNode): void {
    this.notFinite ??= node;
  }

  /** What was noted on the way may have been overwritten by a duplicate since, so the finished tree is asked. */
  first(root: YamlNode | undefined): ValueFault | undefined {
    if (this.decoding || !root) return this.decoding;
    const entry = this.mayHaveUnsupportedKey ? findUnsupportedKey(root) : undefined;
    if (entry) return { message: unsupportedKeyProblem(entry), fromYaml: false, node: entry.key };
    if (!this.notFinite) return undefined;
    const message = conversionProblem(root.value);
    return message === undefined ? undefined : { message, fromYaml: false, node: this.notFinite };
  }
}
