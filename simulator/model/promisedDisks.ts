// Disks that jobs which go on have promised to single desktops: counted as used, so that nobody else is promised the same room.

import type { Job, SubJob } from "../jobs/types.ts";
import type { Amounts } from "./quota.ts";
import type { World } from "./world.ts";

export function promisedOwnDisks(world: World): Amounts[] {
  return [...world.jobs.values()].flatMap((job) => {
    if (job.endedAt !== undefined) return [];
    if (isGift(job)) return job.subJobs.filter(isOpen).flatMap((subJob) => giftTo(job, subJob));
    return isGrowth(job) ? job.subJobs.filter(isOpen).map((subJob) => growthOf(world, job, subJob)) : [];
  });
}

const isOpen = ({ state }: SubJob) => state === "waiting" || state === "running";
const isGift = (job: Job): job is Job<"addVolumes"> => job.kind === "addVolumes";
const isGrowth = (job: Job): job is Job<"expandVolumes"> => job.kind === "expandVolumes";

const amounts = (sizes: readonly number[], volumes: number): Amounts => ({
  instances: 0,
  volumes,
  volume_gigabytes: sizes.reduce((total, size) => total + size, 0),
});

function giftTo({ order }: Job<"addVolumes">, { entity }: SubJob): Amounts[] {
  const gifts = order.gifts.filter(({ desktop }) => desktop === entity?.id);
  return gifts.map(({ disks }) =>
    amounts(
      disks.map(({ size }) => size),
      disks.length,
    ),
  );
}

function growthOf(world: World, { order }: Job<"expandVolumes">, { entity }: SubJob): Amounts {
  const desktop = world.desktops.get(entity?.id ?? "");
  const all = desktop ? [desktop.rootDisk, ...desktop.disks] : [];
  const sizes = order.growths.flatMap(({ volume, size }) =>
    all.filter(({ volumeId }) => volumeId === volume).map((disk) => Math.max(0, size - disk.size)),
  );
  return amounts(sizes, 0);
}
