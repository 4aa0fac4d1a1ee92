/** Time as a thing that is passed in: whoever waits, waits by a clock, so that a test can let hours pass in seconds. */
export interface Clock {
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Resolves after `ms` milliseconds of this clock's time. */
  sleep(ms: number): Promise<void>;
  /** Told by the transport before a request leaves and after its answer is read: a virtual clock stands still between. */
  requestBegan?(): void;
  requestEnded?(): void;
}

/**
 * The time of day when the process began, and what has passed since: a wait is as long as it is also when the machine's clock is
 * set meanwhile. What the service's clock says is known from its answers (`serverNow`).
 */
export const systemClock: Clock = {
  now: () => Math.round(performance.timeOrigin + performance.now()),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
