// The daily work with a pool: more or fewer desktops, a disk for one of them, broken ones replaced, and users who are told first.
//
//   pulumi config set size 5                                  the pool grows
//   pulumi config set desk DESKTOP-ID                         this desktop gets a disk of its own
//   pulumi config set --path 'retired["NAME"]' DESKTOP-ID     this desktop goes, and a new one is made in its place
//
// Names and ids stand in the output `desktops`.
import * as pulumi from "@pulumi/pulumi";
import {
  DesktopPool,
  DesktopVolumeSet,
  getDesktopPoolOutput,
  listDesktopPools,
  listPoolDesktopsOutput,
  PoolVolumeSet,
  RetiredDesktops,
} from "pulumi-huaweicloud-workspace";

const config = new pulumi.Config();

const notifyUsers = {
  message: "Your desktop is about to be changed. Please save your work.",
  graceMinutes: config.getNumber("graceMinutes") ?? 15,
};

const pool = new DesktopPool("studio", {
  name: "studio",
  type: "DYNAMIC",
  size: config.getNumber("size") ?? 2,
  productId: config.get("productId") ?? "workspace.c2.large.windows",
  imageId: config.get("imageId") ?? "4fe8a6ab-0000-4000-8000-000000000001",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: [config.get("subnetId") ?? "5d0e9f7a-0000-4000-8000-000000000002"],
  tags: { team: "design" },
  // Another product reaches those that nobody uses, and those that are made later: nobody who works is stopped.
  resizePolicy: { handleType: "FOR_EXPAND_AND_IDLE" },
  notifyUsers,
  forceDestroy: true,
});

new PoolVolumeSet("disks", {
  pool,
  volumes: { projects: { type: "SAS", size: 100 } },
  notifyUsers,
  forceDestroy: true,
});

// The people are told before a step that hits them; a desktop that somebody uses is not retired without `allowInUse`.
new RetiredDesktops("broken", {
  pool,
  desktops: config.getObject<Record<string, string>>("retired") ?? {},
  notifyUsers,
});

const desk = config.get("desk");
if (desk !== undefined)
  new DesktopVolumeSet("archive", {
    desktopId: desk,
    pool,
    volumes: { archive: { type: "SAS", size: 500 } },
    notifyUsers,
    forceDestroy: true,
  });

/** Every pool of the project, whoever made it: what a function that takes no output answers is there at once. */
export const pools = (await listDesktopPools()).map(({ name }) => name);
export const status = getDesktopPoolOutput({ poolId: pool.id }).status;
/** Name to id. */
export const desktops = listPoolDesktopsOutput({ poolId: pool.id }).apply((all) =>
  Object.fromEntries(all.map(({ computerName, desktopId }) => [computerName ?? desktopId, desktopId])),
);
