/** The disks that the state of a set knows of, and that its deletion takes: those in its keys, and those of work that is not finished. Pure. */
import { z } from "zod";

const disk = z.object({ type: z.string(), size: z.number() });
const ids = z.record(z.string(), z.string());
const seen = z.record(z.string(), disk.extend({ id: z.string() }));

const unfinished = z.object({
  pending: z.array(z.object({ operation: z.string(), disks: z.array(disk.extend({ key: z.string() })) })).default([]),
  failed: z
    .array(
      z.object({
        operation: z.string(),
        key: z.string(),
        desktops: z.array(z.object({ volumeIds: z.array(z.string()).default([]) })),
      }),
    )
    .default([]),
  replacing: z
    .record(z.string(), z.object({ old: z.string(), new: z.string().optional(), declared: disk }))
    .default({}),
});

const nothing = { pending: [], failed: [], replacing: {} };

/** A field that cannot be read is as good as none, alone: so much of the rest is told. */
const set = z.object({
  volumeIds: ids.default({}).catch({}),
  observed: seen.default({}).catch({}),
  vanished: ids.default({}).catch({}),
  unfinished: unfinished.default(nothing).catch(nothing),
});

/** Every state that we write says which disks it has, if only that it has none. */
const sound = z.object({
  volumeIds: ids,
  observed: seen,
  vanished: ids.optional(),
  unfinished: unfinished.optional(),
});

export type SetState = z.infer<typeof set>;

export const setIn = (outputs: unknown): SetState => set.parse(outputs);

export const isSound = (outputs: unknown): boolean => sound.safeParse(outputs).success;

export interface Disk {
  /** On these desktops, or this desktop. */
  readonly words: (host: string) => string;
  /** Its id, as it ends a disk's name: a warning that has it in it is about the same disk. */
  readonly mark?: string;
  /** What a failed call has left goes without asking for the consent. */
  readonly isWithoutConsent?: true;
}

/** What `destroy` in lifecycle/ takes for the set's, and a little more: it looks at the service, and this may not. */
export const disksIn = (state: SetState): Disk[] => [
  ...inKeys(state),
  ...successors(state),
  ...beingAdded(state),
  ...missed(state),
  ...leftOnDesktops(state),
];

function inKeys({ observed, volumeIds }: SetState): Disk[] {
  const shown = Object.entries(observed).map(([key, v]) => known(key, v.id, v));
  const others = Object.entries(volumeIds).filter(([key, id]) => observed[key]?.id !== id);
  return [...shown, ...others.map(([key, id]) => known(key, id))];
}

/** The new disk of a replacement stands in no key before the old one is gone. */
const successors = ({ unfinished: { replacing } }: SetState): Disk[] =>
  Object.entries(replacing).flatMap(([key, { old, new: id, declared }]) =>
    id === undefined ? [] : [known(key, id, declared, `, made to take the place of ${old}`)],
  );

/** The deletion waits for an add whose end nobody has seen, and takes what it brought: people may have used it for months. */
const beingAdded = ({ unfinished: { pending } }: SetState): Disk[] =>
  pending
    .filter(({ operation }) => operation === "add")
    .flatMap(({ disks }) => disks)
    .map(({ key, type, size }) => ({
      words: (host) =>
        `disk ${JSON.stringify(key)} (${type}, ${size} GB), which an earlier run began to add, on ${host}`,
    }));

/** What a refresh missed counts again as soon as it is seen. */
const missed = ({ vanished, volumeIds, observed }: SetState): Disk[] =>
  Object.entries(vanished)
    .filter(([key, id]) => volumeIds[key] !== id && observed[key]?.id !== id)
    .map(([key, id]) => known(key, id, undefined, ", which was missing when last read, if it is there after all,"));

const leftOnDesktops = ({ unfinished: { failed } }: SetState): Disk[] =>
  failed.flatMap(({ operation, key, desktops }): Disk[] => {
    const copies = desktops.flatMap(({ volumeIds }) => volumeIds).join(", ");
    if (operation === "expand" || copies === "") return [];
    const words = `what a failed ${operation} of disk ${JSON.stringify(key)} left on desktops (${copies})`;
    return [{ words: () => words, isWithoutConsent: true }];
  });

function known(key: string, id: string, spec?: z.infer<typeof disk>, note = ""): Disk {
  const about = spec === undefined ? id : `${spec.type}, ${spec.size} GB, ${id}`;
  return { words: (host) => `disk ${JSON.stringify(key)} (${about})${note} on ${host}`, mark: `${id})` };
}
