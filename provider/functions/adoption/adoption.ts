/**
 * An existing pool as resources: what a DesktopPool and a PoolVolumeSet have to say so that taking the pool over changes nothing.
 * The program that is printed is made of this, and of nothing else.
 */
import { quoted, workspaceError } from "../../workspace/errors.ts";
import type { Pool } from "../../workspace/types.ts";
import type { Where } from "../answers/asker.ts";
import { identityTag, poolArguments } from "./pool-arguments.ts";
import type { Plain } from "./said.ts";
import { volumesOf } from "./volume-arguments.ts";

export interface Adoption {
  /** The name on the service. */
  readonly poolName: string;
  /** Of the DesktopPool. */
  readonly pool: { readonly name: string; readonly args: Plain };
  /** Of the PoolVolumeSet, without its `pool`; absent where the pool has no data disk. */
  readonly disks?: { readonly name: string; readonly args: { readonly volumes: Readonly<Record<string, Plain>> } };
  /** What whoever uses the program should know before the first `pulumi up`. */
  readonly remarks: readonly string[];
}

/** Throws `refused` for a pool that this provider takes over in no way. */
export function adoptionOf(pool: Pool, where: Where = {}): Adoption {
  if (pool.chargingMode === "0") {
    throw workspaceError(
      "refused",
      `Pool ${quoted(pool.name)} (${pool.id}) is paid by the year or month: this provider takes over pay-per-use pools only.`,
    );
  }
  const name = resourceName(pool.name);
  const args = { ...where, ...poolArguments(pool) };
  const disks = { name: `${name}-disks`, args: { volumes: volumesOf(pool) } };
  return {
    poolName: pool.name,
    pool: { name, args },
    ...(pool.dataVolumes.length === 0 ? {} : { disks }),
    remarks: remarksOf(pool, args),
  };
}

/** Pulumi takes any name; in a URN, a folder and a shell these letters read well. */
function resourceName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N}_.-]+/gu, "-").replace(/^-+|-+$/g, "");
  return plain === "" ? "pool" : plain;
}

const required = ["type", "productId", "imageId", "rootVolume", "subnetIds"];

function remarksOf(pool: Pool, args: Plain): string[] {
  const missing = required.filter((name) => args[name] === undefined).join(", ");
  const isFirstOnly = pool.subnetIds === undefined && pool.subnetId !== undefined;
  const owner = pool.tags?.[identityTag] ?? "";
  return [
    ...(missing === "" ? [] : [`this region does not tell ${missing}: add what the pool has`]),
    ...(isFirstOnly
      ? ["this region tells the first subnet only: add the others to `subnetIds`, if there are any"]
      : []),
    ...(pool.status === "STEADY"
      ? []
      : [`the pool is ${quoted(pool.status)}: wait until it is "STEADY", and make this program anew then`]),
    ...(owner === "" ? [] : [ownerRemark(owner)]),
    ...(pool.enableAutoscale === true ? [floorRemark] : []),
  ];
}

/** Whether the other program has let the pool go, only its owner knows: so the line is told, and not written. */
const ownerRemark = (owner: string): string =>
  `the pool belongs to a Pulumi program already, by its tag ${identityTag}: once that one has let it go ` +
  `(\`pulumi state delete\` or \`retainOnDelete\` there), add \`takeFrom: ${quoted(owner)}\` to the DesktopPool`;

const floorRemark =
  "the pool makes and removes desktops by itself: `size` is the number below which it never falls, and not how many there are";
