// One direction of one connection: frames leave in their order but for those that are held back, and not at all while
// the direction stands still. What arrives meanwhile is not read, so the sender feels it.
export interface Lane {
  /** Sends it when its turn comes. */
  push(item: LaneItem): void;
  /** Keeps it back until so many frames went by or so many ms; `done` hears how many went by. */
  hold(item: LaneItem, behind: number, atMost: number, done: (overtakenBy: number) => void): void;
  /** Nothing leaves and nothing is read for so many ms. */
  standStill(ms: number): void;
  /** For so many ms the direction stands still for `pause` ms after each frame. */
  slowDown(ms: number, pause: number): void;
  /** Nothing leaves any more. */
  stop(): void;
}

export interface LaneItem {
  readonly send: () => void;
  /** Pings are no frames: they overtake nothing. */
  readonly isFrame: boolean;
}

/** Where the items come from. */
export interface Source {
  pause(): void;
  resume(): void;
}

interface Held {
  readonly item: LaneItem;
  behind: number;
  overtakenBy: number;
  readonly timer: NodeJS.Timeout;
  readonly done: (overtakenBy: number) => void;
}

export function createLane(source: Source): Lane {
  const queue: LaneItem[] = [];
  const held = new Set<Held>();
  let standing: NodeJS.Timeout | undefined;
  let slow = { until: 0, pause: 0 };
  let stopped = false;

  function standStill(ms: number): void {
    if (stopped || standing !== undefined) return;
    source.pause();
    standing = setTimeout(() => {
      standing = undefined;
      source.resume();
      drain();
    }, ms);
  }

  function drain(): void {
    while (standing === undefined && !stopped) {
      const item = queue.shift();
      if (item === undefined) return;
      item.send();
      if (!item.isFrame) continue;
      if (performance.now() < slow.until) standStill(slow.pause);
      for (const entry of held) {
        entry.overtakenBy += 1;
        if (entry.overtakenBy >= entry.behind) release(entry);
      }
    }
  }

  function release(entry: Held): void {
    clearTimeout(entry.timer);
    if (!held.delete(entry)) return;
    entry.done(entry.overtakenBy);
    queue.unshift(entry.item);
    drain();
  }

  return {
    push(item) {
      if (stopped) return;
      queue.push(item);
      drain();
    },
    hold(item, behind, atMost, done) {
      if (stopped) return;
      const entry: Held = { item, behind, overtakenBy: 0, done, timer: setTimeout(() => { release(entry); }, atMost) };
      held.add(entry);
    },
    standStill,
    slowDown(ms, pause) {
      slow = { until: performance.now() + ms, pause };
    },
    stop() {
      stopped = true;
      clearTimeout(standing);
      for (const { timer } of held) clearTimeout(timer);
      held.clear();
      queue.length = 0;
    },
  };
}
