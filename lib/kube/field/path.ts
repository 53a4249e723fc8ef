/**
 * Where a fault lies, built from the root down as Go's field.Path is, and cheap: one small object a step,
 * turned into text only when a fault is worded. Models apimachinery's validation/field/path.go.
 */
export class FieldPath {
  private constructor(
    private readonly parent: FieldPath | undefined,
    private readonly step: string | number,
    private readonly form: 'child' | 'index' | 'key',
  ) {}

  static of(first: string, ...more: string[]): FieldPath {
    return more.reduce<FieldPath>(
      (path, name) => new FieldPath(path, name, 'child'),
      new FieldPath(undefined, first, 'child'),
    );
  }

  child(name: string, ...more: string[]): FieldPath {
    const path = new FieldPath(this, name, 'child');
    const [next, ...rest] = more;
    return next === undefined ? path : path.child(next, ...rest);
  }

  index(position: number): FieldPath {
    return new FieldPath(this, position, 'index');
  }

  /** A key of a map, written in brackets: `data[my key]`. */
  key(name: string): FieldPath {
    return new FieldPath(this, name, 'key');
  }

  /** The same path with another beginning: `to` in the place of `from`, which must be one of its ancestors or itself. */
  rebased(from: FieldPath, to: FieldPath): FieldPath {
    if (this === from || !this.parent) return to;
    return new FieldPath(this.parent.rebased(from, to), this.step, this.form);
  }

  /** The steps as JSON sees them: `["spec", "ports", 0, "port"]`. The path of the whole object has none. */
  segments(): (string | number)[] {
    if (this.parent) return [...this.parent.segments(), this.step];
    return this.step === '' ? [] : [this.step];
  }

  /** Kubernetes' spelling: `spec.ports[0].port`; the whole object is `[]`, as Go prints a path without a name. */
  toString(): string {
    if (this.form !== 'child' || this.step === '') return `${this.parent?.toString() ?? ''}[${this.step}]`;
    return this.parent ? `${this.parent.toString()}.${this.step}` : String(this.step);
  }
}
