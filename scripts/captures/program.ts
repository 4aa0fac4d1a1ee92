// The program of the captures, and what changes in it from one to the next.

/** Text by key, as it stands in the program. */
export type Disks = Readonly<Record<string, string>>;

const linesOf = (disks: Disks): string[] => Object.entries(disks).map(([key, text]) => `    ${key}: ${text},`);

export const programWith = (
  disks: Disks,
): string => `import { DesktopPool, PoolVolumeSet } from "pulumi-huaweicloud-workspace";

const pool = new DesktopPool("office", {
  name: "office",
  type: "DYNAMIC",
  size: 3,
  productId: "workspace.c2.large.windows",
  imageId: "4fe8a6ab-0000-4000-8000-000000000001",
  rootVolume: { type: "SAS", size: 80 },
  subnetIds: ["5d0e9f7a-0000-4000-8000-000000000002"],
});

new PoolVolumeSet("disks", {
  pool,
  volumes: {
${linesOf(disks).join("\n")}
  },
});
`;

/** The lines of the program that go and come, as a pull request shows them. */
export function changeOf(before: Disks, after: Disks): string {
  const [old, now] = [linesOf(before), linesOf(after)];
  const gone = old.filter((line) => !now.includes(line)).map((line) => `-${line.slice(1)}`);
  const come = now.filter((line) => !old.includes(line)).map((line) => `+${line.slice(1)}`);
  return [...gone, ...come].join("\n");
}
