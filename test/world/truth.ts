/** Whether a set's state tells the truth about the disks of its host, and which calls name a disk: asked by every suite alike. */
import { z } from "zod";
import type { Call } from "../../simulator/index.ts";

const volume = z.object({ id: z.string(), type: z.string(), size: z.number() });
const told = z.object({
  volumeIds: z.record(z.string(), z.string()).default({}),
  observed: z.record(z.string(), volume).default({}),
  undeclaredVolumes: z.array(volume).default([]),
  unfinished: z
    .object({ replacing: z.record(z.string(), z.object({ new: z.string().optional() })).default({}) })
    .default({ replacing: {} }),
});

export interface Disk {
  readonly id: string;
  readonly type: string;
  readonly size: number;
}

export interface Difference {
  readonly id: string;
  readonly words: string;
}

const itself = (id: string): string => id;

/** Each disk of which the state says something else than the service; `sameAs` is the id that a disk had first. */
export function differencesOf(outs: object, there: readonly Disk[], sameAs = itself): Difference[] {
  const { volumeIds, observed, undeclaredVolumes, unfinished } = told.parse(JSON.parse(JSON.stringify(outs)));
  const successors = Object.values(unfinished.replacing).flatMap((one) => one.new ?? []);
  const known = [...Object.values(volumeIds), ...undeclaredVolumes.map(({ id }) => id), ...successors].map(sameAs);
  const present = new Map(there.map((disk) => [sameAs(disk.id), disk]));
  const seen = [...Object.values(observed), ...undeclaredVolumes];
  return [
    ...known.flatMap((id, i) => (known.indexOf(id) === i ? [] : [{ id, words: `the state has disk ${id} twice` }])),
    ...known
      .filter((id) => !present.has(id))
      .map((id) => ({ id, words: `the state has disk ${id}, which is not there` })),
    ...[...present.keys()]
      .filter((id) => !known.includes(id))
      .map((id) => ({ id, words: `the state lacks disk ${id}` })),
    ...seen.flatMap(({ id, type, size }) => {
      const disk = present.get(sameAs(id));
      const isSo = disk === undefined || (disk.type === type && disk.size === size);
      const words = `the state says ${type}, ${size} GB of disk ${id}, which is ${disk?.type}, ${disk?.size} GB`;
      return isSo ? [] : [{ id: sameAs(id), words }];
    }),
  ];
}

/** The calls whose body has one of these ids. */
export const callsNaming = (calls: readonly Call[], ids: readonly string[]): string[] =>
  calls
    .map(({ operation, body }) => `${operation} ${JSON.stringify(body ?? {})}`)
    .filter((said) => ids.some((id) => id !== "" && said.includes(`"${id}"`)));
