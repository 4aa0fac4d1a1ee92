/** The planner's own words. It imports nothing: the lifecycles translate to and from it. */

/** A disk of the pool's template, as far as it is known. Sizes are GB. */
export interface Volume {
  readonly id: string;
  readonly type: string;
  readonly size: number;
  readonly iops?: number | undefined;
  readonly throughput?: number | undefined;
  readonly kmsId?: string | undefined;
}

/** What the program says of one key. */
export interface Declared {
  readonly type: string;
  readonly size: number;
  readonly iops?: number | undefined;
  readonly throughput?: number | undefined;
  readonly kmsId?: string | undefined;
  /** Take over the disk with this id. Counts once: while it differs from what is recorded under the key. */
  readonly id?: string | undefined;
  /** `false`: a disk of somebody else that is equal does not keep this key from getting one of its own. */
  readonly adopt?: boolean | undefined;
  readonly deletionProtection?: boolean | undefined;
}

export type Keyed<T> = Readonly<Record<string, T>>;

/** How a disk came to its key: it decides what its deletion needs. */
export type Origin = "added" | "adopted" | "recovered";

export interface Known {
  /**
   * How good the knowledge is: the old inputs (`check`), the outputs (`diff`) or the service's own answer of a moment ago
   * (`create`, `update`). Only the last one may say that a disk is not there.
   */
  readonly from: "inputs" | "outputs" | "service";
  readonly poolName: string;
  /** Where the disks are one desktop's own, and not of a pool. */
  readonly desktop?: OneDesktop;
  readonly volumes: readonly Volume[];
  readonly desktops?: { readonly count: number; readonly asOf?: string };
  /** Ids of disks whose deletion, with their data, has begun in an earlier run, and whose end nobody has seen. */
  readonly going?: ReadonlySet<string>;
}

/** A desktop that has disks of its own beside those that its pool gives it. */
export interface OneDesktop {
  /** Empty where the old inputs are all that is known. */
  readonly name: string;
  /** Its copies of the pool's disks: they count for its room, and nothing is ever done to them. */
  readonly ofPool: number;
}

/**
 * A replacement that has begun: the claim stays with the old disk until its deletion is proven. Where the old one went first, for
 * lack of room, the key has no claim until the new one is there.
 */
export interface Replacing {
  readonly old: string;
  /** Absent until the new disk is seen. */
  readonly new?: string | undefined;
  /** How the new disk came; absent: a call of ours is known to have added it. */
  readonly origin?: Origin | undefined;
  readonly consent: string;
  /** What the program asked for. */
  readonly declared: Declared;
}

export interface Claims {
  readonly volumeIds: Keyed<string>;
  readonly origins: Keyed<Origin>;
  /** What was last proven of each key, under the names of the inputs. */
  readonly recorded: Keyed<Declared>;
  /** Keys whose disk a refresh found gone, with the id it had. */
  readonly vanished: Keyed<string>;
  readonly replacing: Keyed<Replacing>;
}

export interface Consents {
  /** `allowDataLoss` of the program. */
  readonly given: Keyed<string>;
  /** `allowDataLoss` of the state: these texts have been used. */
  readonly spent: Keyed<string>;
}

/** Which desktops that exist follow a change of the pool: none, those that nobody uses, or all. Later ones always do. */
export type HandleType = "ONLY_FOR_EXPAND" | "FOR_EXPAND_AND_IDLE" | "FOR_EXPAND_AND_ALL";

/** Whom every call of a set is for. */
export interface Scope {
  readonly handleType: HandleType;
  /** Only these desktops. Empty while a preview does not know them. */
  readonly desktopIds?: readonly string[];
}

export const wholePool: Scope = { handleType: "FOR_EXPAND_AND_ALL" };

export interface Limits {
  /** Data disks a pool can have. */
  readonly maxVolumes: number;
  readonly minSize: number;
  readonly maxSize: number;
  readonly sizeStep: number;
  /** Whether the service has a call that changes `iops` and `throughput` of a disk that exists. Default: it has none. */
  readonly canChangeSpeed?: boolean;
}

/** Disks of a pool: at most ten, 10 to 8,200 GB in steps of 10 (API pages of the pool disk calls; product constraints). */
export const poolLimits: Limits = { maxVolumes: 10, minSize: 10, maxSize: 8200, sizeStep: 10 };

/**
 * Disks of one desktop: ten as well, those of its pool among them, up to 32,760 GB; their speed can be changed (API pages of
 * AddVolumes, AddDesktopVolumes and BatchModifyQosVolumes).
 */
export const desktopLimits: Limits = { ...poolLimits, maxSize: 32_760, canChangeSpeed: true };

/** What tells of a disk whose id is not listed any more; left out where nobody has looked. */
export interface Traces {
  /** The id that the state has → the record that the desktops' copies of the disk belong to now. */
  readonly copies: ReadonlyMap<string, string>;
  /** Such an id → what an expansion that the service has accepted was to make of the disk. */
  readonly expanded: ReadonlyMap<string, { readonly type: string; readonly size: number }>;
  /** Records that were there before that call, or whose copies are another disk's. */
  readonly others: ReadonlySet<string>;
  /** Ids that the pool does not list, though desktops still have copies of these disks. */
  readonly onDesktops: ReadonlySet<string>;
}

export interface Question {
  readonly known: Known;
  readonly traces?: Traces | undefined;
  readonly claims: Claims;
  readonly desired: Keyed<Declared>;
  /** Old key to new key, as the program says it. */
  readonly renamed: Keyed<string>;
  /** What becomes of a change while disks are on the pool that stand in no key. */
  readonly onUndeclared: "report" | "fail";
  readonly consents: Consents;
  /** Unclaimed disks that are provably of an interrupted run of ours, and what they count as. */
  readonly recoverable: ReadonlyMap<string, Origin>;
  /** Those of them that an add of ours accounts for, whose end the state does not know: no length of time makes them a stranger's. */
  readonly begun?: ReadonlySet<string> | undefined;
  readonly limits: Limits;
  /** Whom the calls are for. */
  readonly scope: Scope;
}

/** A disk whose place another one takes, and the text that allows it. */
export interface Replaced {
  readonly volume: Volume;
  readonly consent: string;
  readonly declared: Declared;
}

export type Step =
  | { readonly kind: "keep"; readonly key: string; readonly volume: Volume }
  /** The claim of `from` goes on under `key`. Comes beside the step that says what happens to the disk. */
  | { readonly kind: "rename"; readonly key: string; readonly from: string; readonly volume?: Volume }
  /** The disk has another id now, or is back after a refresh missed it. Comes beside the step that says what happens to it. */
  | { readonly kind: "renumber"; readonly key: string; readonly from: string; readonly volume: Volume }
  /** The claim stays, the disk is not on the pool any more; nothing is done about it before a refresh shows it. */
  | { readonly kind: "gone"; readonly key: string; readonly id: string }
  | {
      readonly kind: "takeOver";
      readonly key: string;
      readonly id: string;
      readonly volume?: Volume;
      readonly releases?: string;
    }
  | {
      readonly kind: "recover";
      readonly key: string;
      readonly volume: Volume;
      readonly origin: Origin;
      /** The disk whose place it takes. */
      readonly replaces?: Replaced;
    }
  | { readonly kind: "expand"; readonly key: string; readonly volume: Volume; readonly size: number }
  /** Comes beside the step that says what else happens to the disk. */
  | {
      readonly kind: "speed";
      readonly key: string;
      readonly volume: Volume;
      readonly iops: number;
      readonly throughput: number;
    }
  | {
      readonly kind: "add";
      readonly key: string;
      readonly declared: Declared;
      readonly vanishedId?: string;
      /** The disk whose place it takes. */
      readonly replaces?: Replaced;
    }
  | {
      readonly kind: "delete";
      readonly key: string;
      readonly volume: Volume;
      readonly consent?: string;
      /** What the key gets in its place: it stays in the program. */
      readonly successor?: Declared;
      /** It comes before the adds, because the pool has no room for them. */
      readonly makesRoom?: true;
    }
  /** A claim that leaves the state and no disk with it: the disk is gone already, or stands under another key too. */
  | { readonly kind: "forget"; readonly key: string; readonly id: string; readonly alsoUnder?: string };

export type StepOf<K extends Step["kind"]> = Extract<Step, { kind: K }>;

export interface Refusal {
  readonly key?: string;
  readonly reason: string;
}

/** What the rules have said so far. */
export interface Outcome {
  readonly steps: Step[];
  readonly refusals: Refusal[];
  readonly notices: string[];
}

export interface Plan {
  readonly steps: readonly Step[];
  readonly refusals: readonly Refusal[];
  /** Drift that was only noticed: reported, never sent. */
  readonly notices: readonly string[];
  /** Deletes come last, unless the limit of disks leaves no room for the adds. */
  readonly deleteFirst: boolean;
}
