/**
 * What this run of Pulumi holds: one process serves one operation, so its memory is the memory of the run. No `delete`
 * touches what another resource of the run has just made, taken over or kept: a resource renamed without alias is created
 * first and deleted after, and the same cloud thing would stand on both sides.
 */
import { isDeepStrictEqual } from "node:util";

export type PoolToAdopt = { readonly poolId: string } | { readonly name: string };

export interface Run {
  /** A check of this resource: from now on its diff may hold ids. A creation, or the last check of a replacement, lets them go. */
  checked(urn: string, about: { readonly creation: boolean }): void;
  /** False in the diff that a refresh makes: there nobody asked for a change. */
  wasChecked(urn: string): boolean;
  /** A `diff` holds only after a check of the same resource: the diff that a refresh makes has none. */
  holdFromDiff(urn: string, ids: readonly string[]): void;
  hold(urn: string, ids: readonly string[]): void;
  isHeld(id: string): boolean;
  /**
   * The pool that a creation of this run is going to take over, or none; answers the other resource that is going to take over the
   * same one. A later check of the resource says it anew, and `hold` ends it.
   */
  goingToAdopt(urn: string, adopt: PoolToAdopt | undefined): string | undefined;
  /** Those that are still to be taken over. */
  toBeAdopted(): readonly PoolToAdopt[];
  /** Registers the set of a pool, or of a desktop; answers the other resource that has it already in this run. */
  claimHost(id: string, urn: string): string | undefined;
  /** Disks that a refresh of this very run found: no earlier command has seen them. */
  found(ids: readonly string[]): void;
  wasJustFound(id: string): boolean;
  /** Disks that a refresh of this very run did not find: its list may have lagged. */
  missed(ids: readonly string[]): void;
  wasJustMissed(id: string): boolean;
  /** A deletion that takes these disks away, or what has come to these desktops under no known id, until it has ended, well or not. */
  takingAway<T>(ids: readonly string[], deletion: Promise<T>): Promise<T>;
  /** Resolves when no deletion of this run takes any of them away any more; true when it had to wait for one. */
  afterTakingAway(ids: readonly string[]): Promise<boolean>;
  /** At `place`, a pool or one desktop, this resource tells the users first if there is something to say. */
  tellsAt(place: string, urn: string): void;
  /** Whether another resource of this run does so at one of these. */
  doesAnotherTellAt(places: readonly string[], urn: string): boolean;
  /** Messages to one pool's users, each sent when what became of the one before is known: no lost answer is taken for another's. */
  inTurn<T>(poolId: string, work: () => Promise<T>): Promise<T>;
  /** In this region and project the service has refused a call for its several disks. */
  foundOneDiskACall(where: string): void;
  takesOneDiskACall(where: string): boolean;
}

export function createRun(): Run {
  const checkedUrns = new Set<string>();
  const held = new Map<string, Set<string>>();
  const toAdopt = new Map<string, PoolToAdopt>();
  const hosts = new Map<string, string>();
  const justFound = new Set<string>();
  const justMissed = new Set<string>();
  const going = new Map<string, Promise<unknown>>();
  const tellers = new Map<string, Set<string>>();
  const turns = new Map<string, Promise<unknown>>();
  const oneDiskACall = new Set<string>();
  const hold = (urn: string, ids: readonly string[]): void => {
    toAdopt.delete(urn);
    held.set(urn, new Set([...(held.get(urn) ?? []), ...ids]));
  };
  return {
    checked(urn, { creation }) {
      checkedUrns.add(urn);
      if (creation) held.delete(urn);
    },
    wasChecked: (urn) => checkedUrns.has(urn),
    holdFromDiff(urn, ids) {
      if (checkedUrns.has(urn)) hold(urn, ids);
    },
    hold,
    isHeld: (id) => [...held.values()].some((ids) => ids.has(id)),
    goingToAdopt(urn, adopt) {
      toAdopt.delete(urn);
      if (adopt === undefined) return undefined;
      const other = [...toAdopt].find(([, theirs]) => isDeepStrictEqual(theirs, adopt))?.[0];
      toAdopt.set(urn, adopt);
      return other;
    },
    toBeAdopted: () => [...toAdopt.values()],
    claimHost(id, urn) {
      const other = hosts.get(id);
      if (other !== undefined && other !== urn) return other;
      hosts.set(id, urn);
      return undefined;
    },
    found(ids) {
      for (const id of ids) justFound.add(id);
    },
    wasJustFound: (id) => justFound.has(id),
    missed(ids) {
      for (const id of ids) justMissed.add(id);
    },
    wasJustMissed: (id) => justMissed.has(id),
    takingAway(ids, deletion) {
      const ended = deletion.catch(() => undefined);
      for (const id of ids) going.set(id, ended);
      return deletion;
    },
    async afterTakingAway(ids) {
      const deletions = ids.flatMap((id) => going.get(id) ?? []);
      await Promise.all(deletions);
      return deletions.length > 0;
    },
    tellsAt(place, urn) {
      tellers.set(place, new Set([...(tellers.get(place) ?? []), urn]));
    },
    doesAnotherTellAt: (places, urn) =>
      places.some((place) => [...(tellers.get(place) ?? [])].some((other) => other !== urn)),
    inTurn(poolId, work) {
      const mine = (turns.get(poolId) ?? Promise.resolve()).then(work);
      turns.set(
        poolId,
        mine.catch(() => undefined),
      );
      return mine;
    },
    foundOneDiskACall(where) {
      oneDiskACall.add(where);
    },
    takesOneDiskACall: (where) => oneDiskACall.has(where),
  };
}
