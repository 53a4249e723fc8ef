/**
 * A set of fields: what somebody manages. A tree of path elements, each of which may be in the set itself, apart from what
 * is below it. Models fieldpath.Set (structured-merge-diff) and its JSON, FieldsV1. Sets are not changed once they are
 * made, but by `insert`.
 */
import { isObject, type JsonObject } from '../json-object';
import type { GoField, GoType } from '../schema';
import { schemaType } from '../schema';
import { compareElements, elementText, type PathElement } from './path-element';
import { setField } from './patched-json';

export type FieldPathElements = readonly PathElement[];

interface Node {
  isMember: boolean;
  below: FieldSet;
}

export class FieldSet {
  private readonly nodes = new Map<PathElement, Node>();

  static of(...paths: FieldPathElements[]): FieldSet {
    const set = new FieldSet();
    for (const path of paths) set.insert(path);
    return set;
  }

  /** The whole object is nobody's: an empty path is not in any set. */
  insert(path: FieldPathElements): void {
    const [first, ...rest] = path;
    if (first === undefined) return;
    const node = this.nodes.get(first) ?? { isMember: false, below: new FieldSet() };
    this.nodes.set(first, node);
    if (rest.length === 0) node.isMember = true;
    else node.below.insert(rest);
  }

  get isEmpty(): boolean {
    for (const { isMember, below } of this.nodes.values()) if (isMember || !below.isEmpty) return false;
    return true;
  }

  has(element: PathElement): boolean {
    return this.nodes.get(element)?.isMember ?? false;
  }

  /** What is in the set below the element. */
  below(element: PathElement): FieldSet {
    return this.nodes.get(element)?.below ?? new FieldSet();
  }

  union(other: FieldSet): FieldSet {
    return this.combine(
      other,
      (a, b) => a || b,
      (a, b) => a.union(b),
      true,
    );
  }

  intersection(other: FieldSet): FieldSet {
    return this.combine(
      other,
      (a, b) => a && b,
      (a, b) => a.intersection(b),
    );
  }

  /** A parent does not take its children along. */
  difference(other: FieldSet): FieldSet {
    return this.combine(
      other,
      (a, b) => a && !b,
      (a, b) => a.difference(b),
    );
  }

  /** A parent takes its children along. */
  without(other: FieldSet): FieldSet {
    return this.combine(
      other,
      (a, b) => a && !b,
      (a, b, isMember) => (isMember ? new FieldSet() : a.without(b)),
    );
  }

  private combine(
    other: FieldSet,
    member: (a: boolean, b: boolean) => boolean,
    below: (a: FieldSet, b: FieldSet, isMember: boolean) => FieldSet,
    both = false,
  ): FieldSet {
    const combined = new FieldSet();
    for (const element of both ? new Set([...this.nodes.keys(), ...other.nodes.keys()]) : this.nodes.keys()) {
      const inOther = other.has(element);
      const node = {
        isMember: member(this.has(element), inOther),
        below: below(this.below(element), other.below(element), inOther),
      };
      if (node.isMember || !node.below.isEmpty) combined.nodes.set(element, node);
    }
    return combined;
  }

  /** With every named field on the way to a field: `.spec` for `.spec.replicas`, but not the key of a map. */
  withNamedFields(shape: GoType | GoField | undefined): FieldSet {
    const full = new FieldSet();
    const type = structOf(shape);
    for (const [element, { isMember, below }] of this.nodes) {
      const field = element.startsWith('f:') ? type?.fields.get(element.slice(2)) : undefined;
      const item = shape && 'of' in shape ? shape.of : undefined;
      full.nodes.set(element, {
        isMember: isMember || (field !== undefined && !below.isEmpty),
        below: below.withNamedFields(field ?? item),
      });
    }
    return full;
  }

  /** Every path of the set: at each level first the members, then what is below. */
  paths(): FieldPathElements[] {
    const nodes = this.sorted();
    return [
      ...nodes.flatMap(([element, { isMember }]) => (isMember ? [[element]] : [])),
      ...nodes.flatMap(([element, { below }]) => below.paths().map((path) => [element, ...path])),
    ];
  }

  /** FieldsV1: `{ "f:spec": { "f:replicas": {} } }`. */
  toFields(): JsonObject {
    const fields: JsonObject = {};
    for (const [element, { isMember, below }] of this.sorted()) {
      const under = below.toFields();
      const isInner = Object.keys(under).length > 0;
      setField(fields, element, isInner && isMember ? { '.': {}, ...under } : under);
    }
    return fields;
  }

  /** Of any JSON; what is no path element is forgotten. */
  static fromFields(fields: unknown): FieldSet {
    const set = new FieldSet();
    for (const [element, under] of Object.entries(isObject(fields) ? fields : {})) {
      if (!/^[fkvi]:/.test(element)) continue;
      const below = FieldSet.fromFields(under);
      const isMember = below.isEmpty || (isObject(under) && Object.hasOwn(under, '.'));
      set.nodes.set(element, { isMember, below });
    }
    return set;
  }

  private sorted(): [PathElement, Node][] {
    return [...this.nodes].sort(([a], [b]) => compareElements(a, b));
  }
}

/** `.spec.template.spec.containers[name="web"].image`. */
export function pathText(path: FieldPathElements): string {
  return path.map(elementText).join('');
}

/** The struct of a type, or of a field that holds one. */
export function structOf(shape: GoType | GoField | undefined): GoType | undefined {
  if (!shape) return undefined;
  if ('fields' in shape) return shape;
  return shape.is === 'object' ? schemaType(shape.type ?? '') : undefined;
}
