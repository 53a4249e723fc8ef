/**
 * Items → boxes and lines, in px. Pure, and the same for the same items: what stays keeps its place (see ./slots.ts), so a
 * layout takes the one before it. Traffic stands on the left, configuration on the right, the nodes between them; where
 * there is no room for that, above and below.
 */
import type { ViewItem } from '@/lib/cluster';
import { arrange, isGhost, type Arrangement, type Ghost, type Group, type Room } from './arrange';
import type { Box, Line, Rect } from './box';
import { linesOf } from './lines';
import { CARD, countsOf, PILL, POD, shapeOf } from './sizes';
import { slotsAfter, type Slots } from './slots';

export interface Layout extends Pick<Rect, 'width' | 'height'> {
  /** Outer boxes before inner ones. */
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
  readonly slots: ReadonlyMap<string, Slots>;
}

const GAP = 8;
const PAD = 8;
/** A group's name and status. */
const HEAD = 38;
const ROOM_HEAD = 28;
const MARGIN = 10;
/** Between traffic, nodes and configuration: room for the lines. */
const CHANNEL = 40;
const NARROW = 600;
const LEAST_ROOM = 168;

interface Size {
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  /** How wide each Pod in it is. */
  readonly member: number;
}

/** @param width what is to be filled; more is taken where nothing fits */
export function layOut(items: Iterable<ViewItem>, width: number, before?: Layout): Layout {
  const arrangement = arrange(items);
  const drawing = new Drawing(arrangement, Math.max(width, LEAST_ROOM + 2 * MARGIN), before?.slots ?? new Map());
  return drawing.draw();
}

class Drawing {
  readonly #arrangement: Arrangement;
  readonly #width: number;
  readonly #before: ReadonlyMap<string, Slots>;
  readonly #slots = new Map<string, Slots>();
  readonly #boxes: Box[] = [];

  constructor(arrangement: Arrangement, width: number, before: ReadonlyMap<string, Slots>) {
    this.#arrangement = arrangement;
    this.#width = width;
    this.#before = before;
  }

  draw(): Layout {
    const { traffic, config } = this.#arrangement;
    const isNarrow = this.#width < NARROW;
    let y = MARGIN;
    if (isNarrow) {
      // What routes stands above what it routes to.
      y = this.#row('ingress', traffic.filter(isIngress), y);
      y = this.#row(
        'traffic',
        traffic.filter((one) => !isIngress(one)),
        y,
      );
      y = this.#rooms({ x: MARGIN, y, width: this.#width - 2 * MARGIN, height: 0 }) + (config.length > 0 ? 20 : 0);
      y = this.#row('config', config, y);
    } else {
      const left = traffic.length > 0 ? CARD.width + CHANNEL : 0;
      const right = config.length > 0 ? CARD.width + CHANNEL : 0;
      const middle = this.#width - 2 * MARGIN - left - right;
      y = Math.max(
        this.#column('traffic', traffic, MARGIN, y),
        this.#rooms({ x: MARGIN + left, y, width: middle, height: 0 }),
        this.#column('config', config, this.#width - MARGIN - CARD.width, y),
      );
    }
    y = this.#pills(y);
    const boxes = this.#boxes;
    return { width: this.#width, height: y + MARGIN, boxes, lines: linesOf(boxes, isNarrow), slots: this.#slots };
  }

  /** The control plane, below everything. Answers where it ends. */
  #pills(y: number): number {
    const { components } = this.#arrangement;
    let [x, top] = [MARGIN, y];
    for (const item of components) {
      const short = item.name.replace('kube-', '');
      const width = PILL.sides + short.length * PILL.letter;
      if (x > MARGIN && x + width > this.#width - MARGIN) [x, top] = [MARGIN, top + PILL.height + PILL.gap];
      this.#put({ id: item.id, shape: 'pill', item, short, x, y: top, width, height: PILL.height });
      x += width + PILL.gap;
    }
    return components.length === 0 ? y : top + PILL.height;
  }

  #column(key: string, members: readonly (ViewItem | Ghost)[], x: number, y: number): number {
    const slots = this.#slotsOf(key, members);
    for (const one of members) {
      const at = slots.indexOf(one.id);
      this.#side(one, { x, y: y + at * (CARD.height + GAP + 4), ...CARD });
    }
    return y + slots.length * (CARD.height + GAP + 4);
  }

  #row(key: string, members: readonly (ViewItem | Ghost)[], y: number): number {
    if (members.length === 0) return y;
    const slots = this.#slotsOf(key, members);
    const inner = this.#width - 2 * MARGIN;
    const columns = Math.max(1, Math.floor((inner + GAP) / (CARD.width + GAP)));
    const width = Math.min((inner + GAP) / columns - GAP, CARD.width + 40);
    for (const one of members) {
      const at = slots.indexOf(one.id);
      const x = MARGIN + (at % columns) * (width + GAP);
      this.#side(one, { x, y: y + Math.floor(at / columns) * (CARD.height + GAP), width, height: CARD.height });
    }
    // The lines need some way between the row and the rooms.
    return y + Math.ceil(slots.length / columns) * (CARD.height + GAP) + 20;
  }

  #side(one: ViewItem | Ghost, rect: Rect): void {
    if (isGhost(one)) this.#put({ id: one.id, shape: 'ghost', tie: one.tie, ...rect });
    else this.#put({ id: one.id, shape: 'card', item: one, ...rect });
  }

  /** As many beside each other as have room; a row is as high as its highest. Answers where they end. */
  #rooms({ x, y, width }: Rect): number {
    const { rooms, absent } = this.#arrangement;
    const columns = Math.max(1, Math.min(rooms.length, Math.floor((width + GAP) / (2 * LEAST_ROOM + GAP))));
    const each = Math.max(LEAST_ROOM, (width + GAP) / columns - GAP);
    let top = y;
    for (let at = 0; at < rooms.length; at += columns) {
      const row = rooms.slice(at, at + columns);
      const from = this.#boxes.length;
      const ends = row.map((room, column) =>
        this.#room(room, { x: x + column * (each + GAP), y: top, width: each, height: 0 }),
      );
      const end = Math.max(...ends);
      for (let box = from; box < this.#boxes.length; box += 1) {
        const one = this.#boxes[box];
        if (one?.shape === 'room') this.#boxes[box] = { ...one, height: end - top };
      }
      top = end + GAP + 4;
    }
    absent.forEach((ghost, at) => {
      const perRow = Math.max(1, Math.floor((width + GAP) / (CARD.width + GAP)));
      const left = x + (at % perRow) * (CARD.width + GAP);
      this.#put({
        id: ghost.id,
        shape: 'ghost',
        tie: ghost.tie,
        x: left,
        y: top + Math.floor(at / perRow) * (CARD.height + GAP),
        ...CARD,
      });
      if (at === absent.length - 1) top += (Math.floor(at / perRow) + 1) * (CARD.height + GAP);
    });
    return top;
  }

  #room({ id, node, groups }: Room, { x, y, width }: Rect): number {
    this.#put({ id, shape: 'room', ...(node && { item: node }), x, y, width, height: 0 });
    const inner = width - 2 * PAD;
    let left = 0;
    let top = y + ROOM_HEAD;
    let bottom = top;
    for (const group of groups) {
      const size = this.#sizeOf(group, inner);
      if (left > 0 && left + size.width > inner) {
        left = 0;
        top = bottom + GAP;
      }
      this.#group(group, { x: x + PAD + left, y: top, width: size.width, height: size.height }, size);
      left += size.width + GAP;
      bottom = Math.max(bottom, top + size.height);
    }
    return Math.max(bottom + PAD, y + ROOM_HEAD + PAD);
  }

  #sizeOf({ id, workload, pods }: Group, inner: number): Size {
    if (!workload) return { ...POD, columns: 1, member: POD.width };
    const slots = this.#slotsOf(id, pods);
    const { width, height, gap } = shapeOf(pods.length, inner - 2 * PAD);
    const most = Math.max(1, Math.floor((inner - 2 * PAD + gap) / (width + gap)));
    // Somewhat wider than high.
    const wanted = Math.ceil(Math.sqrt(slots.length * (height / width) * 2.2));
    const least = Math.ceil((CARD.width + gap) / (width + gap));
    const columns = Math.min(most, Math.max(wanted, least, 1));
    const rows = Math.ceil(slots.length / columns);
    return {
      columns,
      member: width,
      width: Math.max(columns * (width + gap) - gap, CARD.width) + 2 * PAD,
      height: HEAD + (rows > 0 ? rows * (height + gap) - gap + PAD : 0),
    };
  }

  #group({ id, workload, pods }: Group, rect: Rect, { columns, member }: Size): void {
    if (!workload) {
      for (const item of pods) this.#put({ id: item.id, shape: 'card', item, ...rect });
      return;
    }
    const { shape, height, gap } = shapeOf(pods.length, 0);
    this.#put({ id, shape: 'group', item: workload, ...(shape === 'square' && { counts: countsOf(pods) }), ...rect });
    const places = new Map((this.#slots.get(id) ?? []).map((pod, at) => [pod, at]));
    for (const item of pods) {
      const at = places.get(item.id) ?? 0;
      const x = rect.x + PAD + (at % columns) * (member + gap);
      const y = rect.y + HEAD + Math.floor(at / columns) * (height + gap);
      this.#put({
        id: item.id,
        shape,
        item,
        group: id,
        x,
        y,
        width: member,
        height,
      });
    }
  }

  #slotsOf(key: string, members: readonly { readonly id: string }[]): Slots {
    const known = this.#slots.get(key);
    if (known) return known;
    const slots = slotsAfter(
      this.#before.get(key) ?? [],
      members.map(({ id }) => id),
    );
    this.#slots.set(key, slots);
    return slots;
  }

  #put(box: Box): void {
    this.#boxes.push(box);
  }
}

function isIngress(one: ViewItem | Ghost): boolean {
  return (isGhost(one) ? one.tie.kind : one.kind) === 'Ingress';
}
