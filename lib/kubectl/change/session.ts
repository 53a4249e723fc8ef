/** One run of a command: where it works, how it prints, and what it ends with. */
import { namespaceOf, type Call } from '../command';
import type { KubectlIO } from '../io';
import type { Json } from '../json-object';
import { printObject } from './print';
import { problem, problemText, type Problem } from './problem';
import { type Resource } from '../resources';
import { nameOf, Server, type Query } from './server';
import { textAt } from '../json-object';

export type DryRun = 'none' | 'client' | 'server';

export class Session {
  readonly io: KubectlIO;
  readonly flags: Call['flags'];
  readonly server: Server;
  readonly namespace: string;
  readonly #problems: Problem[] = [];

  constructor(
    readonly call: Call,
    readonly manager = 'kubectl',
    namespace = namespaceOf(call),
  ) {
    this.io = call.io;
    this.flags = call.flags;
    this.server = new Server(call.io);
    this.namespace = namespace;
  }

  /** The same in another namespace. */
  within(namespace: string): Session {
    return new Session(this.call, this.manager, namespace);
  }

  get dryRun(): DryRun {
    if (!this.flags.has('dry-run')) return 'none';
    const value = this.flags.string('dry-run');
    return value === 'server' ? 'server' : value === 'client' || value === 'unchanged' ? 'client' : 'none';
  }

  /** Why the flags can't be as they are. */
  flagProblem(): Problem | undefined {
    if (this.flags.has('validate') && !VALIDATIONS.includes(this.flags.string('validate'))) {
      const all = 'must be one of: strict (or true), warn, ignore (or false)';
      return problem(`invalid - validate option ${JSON.stringify(this.flags.string('validate'))}; ${all}`);
    }
    if (!this.flags.has('dry-run')) return undefined;
    const value = this.flags.string('dry-run');
    if (['none', 'client', 'server', 'unchanged'].includes(value)) return undefined;
    return problem(`Invalid dry-run value (${value}). Must be "none", "server", or "client".`);
  }

  get output(): string {
    return this.flags.has('output') ? this.flags.string('output') : '';
  }

  /** Of a request that changes something. */
  query(more: Query = {}): Query {
    const given = this.flags.has('field-manager') ? this.flags.string('field-manager') : '';
    return {
      ...(this.dryRun === 'server' && { dryRun: 'All' }),
      fieldManager: given || this.manager,
      ...more,
    };
  }

  /** Create and replace ask for strict reading, unless told otherwise. */
  get validation(): string {
    const given = this.flags.has('validate') ? this.flags.string('validate') : 'strict';
    if (given === 'warn') return 'Warn';
    return given === 'ignore' || given === 'false' ? 'Ignore' : 'Strict';
  }

  /** Whether manifests are judged by their schema before they are sent: by those commands that have a flag for it. */
  get validates(): boolean {
    return this.flags.isDeclared('validate') && this.validation === 'Strict';
  }

  /** @param isTyped whether kubectl holds it as a Go struct, whose fields keep their order in JSON */
  print(
    resource: Pick<Resource, 'kind' | 'group'> & Partial<Resource>,
    object: Json,
    verb: string,
    isTyped = false,
    tellsDryRun = true,
  ): void {
    const name = textAt(object, 'metadata', 'name') || textAt(object, 'metadata', 'generateName');
    const { kind, group } = resource;
    const line = nameOf({ resource: { ...NOTHING, ...resource, kind, group }, name });
    if (this.output === '') this.io.out(`${line} ${verb}${tellsDryRun ? this.dryRunWords : ''}\n`);
    else if (this.output === 'name') this.io.out(`${line}\n`);
    else {
      const text = printObject(this.call, object, isTyped);
      if (typeof text === 'string') this.io.out(text);
      else this.fail(text);
    }
  }

  get dryRunWords(): string {
    return this.dryRun === 'none' ? '' : this.dryRun === 'client' ? ' (dry run)' : ' (server dry run)';
  }

  fail(...found: readonly Problem[]): void {
    this.#problems.push(...found);
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  get failed(): boolean {
    return this.#problems.length > 0;
  }

  /** Prints what went wrong; the exit code. */
  finish(): number {
    const seen = new Set<string>();
    const different = this.#problems.filter(({ message }) => !seen.has(message) && seen.add(message));
    this.io.err(problemText(different));
    return different.length > 0 ? 1 : 0;
  }

  end(...found: readonly Problem[]): number {
    this.fail(...found);
    return this.finish();
  }
}

const VALIDATIONS = ['strict', 'true', 'warn', 'ignore', 'false'];

const NOTHING: Resource = {
  group: '',
  version: '',
  apiVersion: '',
  plural: '',
  singular: '',
  kind: '',
  namespaced: false,
  shortNames: [],
  categories: [],
  verbs: [],
  subresources: [],
};
