/** Pools whose disks nothing can change now: before the first call, and again before each that follows. */
import type { Pool } from "../../workspace/types.ts";

export function poolRefusals({ name, status, chargingMode }: Pool): string[] {
  if (chargingMode === "0") {
    return [`pool ${name} is paid by the year or month: its disks can only be changed by an order in the console`];
  }
  if (status === "EXIST_FROZEN")
    return [`pool ${name} has frozen desktops (EXIST_FROZEN): unfreeze them, then run \`pulumi up\` again`];
  return status === "ERROR"
    ? [`pool ${name} is in status ERROR: repair it in the console, then run \`pulumi up\` again`]
    : [];
}
