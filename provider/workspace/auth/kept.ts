/**
 * A key or token that ends, kept until it does: renewed some time before, by one call however many wait for it, and at once
 * when the service has refused it. A renewal that fails does no harm while the kept one is still good.
 */
import type { Clock } from "../clock.ts";
import type { Until } from "../service.ts";

/** All by our own clock: the service's and ours need not agree. */
export interface Lifetime {
  readonly renewAt: number;
  readonly endsAt: number;
}

export interface Kept<T> {
  /** One that has not ended, asked for when there is none. */
  current(): Promise<T>;
  /** This one was refused: it is not given out again. */
  drop(refused: unknown): void;
}

export interface KeptParts<T> {
  readonly clock: Clock;
  /** Asks for a new one. */
  readonly issue: (until: Until) => Promise<T & { readonly lifetime: Lifetime }>;
}

/** Renewed this long before it ends, so that a request on its way does not outlive it. */
const renewBeforeMs = 10 * 60_000;
/** How long asking for one may take. */
const askMs = 60_000;
/** After a renewal that failed, while the old one is still good. */
const askAgainMs = 60_000;
/** Whoever says it lasts shorter has another clock than ours; a 401 would tell. */
const shortestMs = 60_000;

/** Lasts so long from when it was asked for. */
export function lifetimeOf(askedAt: number, lastsMs: number): Lifetime {
  const heldMs = Math.max(lastsMs, shortestMs);
  return { renewAt: askedAt + Math.max(heldMs - renewBeforeMs, heldMs / 2), endsAt: askedAt + heldMs };
}

export function createKept<T>({ clock, issue }: KeptParts<T>): Kept<T> {
  let held: (T & { readonly lifetime: Lifetime }) | undefined;
  let notBefore = Number.NEGATIVE_INFINITY;
  let asking: Promise<T> | undefined;

  const ask = async (until: Until): Promise<T> => {
    try {
      held = await issue(until);
      return held;
    } finally {
      asking = undefined;
    }
  };
  const shared = (until: Until): Promise<T> => {
    asking ??= ask(until);
    return asking;
  };
  const renewedOr = async (old: T): Promise<T> => {
    try {
      return await shared({ deadline: clock.now() + askMs, poll: true });
    } catch {
      notBefore = clock.now() + askAgainMs;
      return old;
    }
  };
  return {
    async current() {
      const now = clock.now();
      if (held === undefined || now >= held.lifetime.endsAt) return shared({ deadline: now + askMs });
      return now < held.lifetime.renewAt || now < notBefore ? held : renewedOr(held);
    },
    drop(refused) {
      if (held === refused) held = undefined;
    },
  };
}
