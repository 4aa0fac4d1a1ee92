/**
 * Arguments that a preview does not know yet, where the update may come to delete, stop or shut out with no further consent: who
 * approves it has to hear of it. Where it would be refused, or can hit nobody, nothing is said.
 */
import { countedDesktops } from "../../counted.ts";
import type { Plain } from "../../hooks.ts";
import { hasUnknown, isUnknown } from "../../unknowns.ts";
import { isConsented } from "../arguments/consented.ts";
import { mayBeExclusiveNow } from "../fields/exclusive.ts";
import { ofTheCreation } from "../fields/field-table.ts";
import { handleTypeOf } from "../fields/followings.ts";
import { mayRebuild } from "../fields/rebuild.ts";
import { mapOf, valueAt } from "../fields/values.ts";
import { runningCount } from "./follow-words.ts";
import { removalNotKnown } from "./removal-words.ts";
import { listed, told } from "./user-words.ts";

export const notKnownWords = (olds: Plain, news: Plain): string[] => [
  ...stopWords(olds, news),
  ...maintenanceWords(olds, news),
  ...accessWords(olds, news),
  ...rebuildWords(olds, news),
  ...removalNotKnown(olds, news),
  ...replacementWords(olds, news),
];

const data = "NOT KNOWN YET:";
const people = "NOT KNOWN YET, PEOPLE:";

function stopWords(olds: Plain, news: Plain): string[] {
  const isHarmless =
    handleTypeOf(news, "productId") === "ONLY_FOR_EXPAND" || mapOf(news.resizePolicy).mode === "REFUSE";
  if (!isUnknown(news.productId) || isHarmless) return [];
  return [
    `${people} \`productId\`. If it turns out to be another one than ${String(olds.productId)}, ${runningCount(olds)} of pool ${String(olds.poolName)} are stopped, and what people have not saved is lost; all disks stay`,
  ];
}

function maintenanceWords(olds: Plain, news: Plain): string[] {
  if (!isUnknown(news.inMaintenanceMode) || olds.inMaintenanceMode === true) return [];
  return [
    `${people} \`inMaintenanceMode\`. If it turns out \`true\`, no user can get a desktop of pool ${String(olds.poolName)} from then on`,
  ];
}

function accessWords(olds: Plain, news: Plain): string[] {
  const open = ["authorizedObjects", "exclusive"].filter((name) => isUnknown(news[name]));
  const own = isUnknown(news.authorizedObjects) ? Object.keys(mapOf(olds.authorizedObjects)) : [];
  const whom = [
    ...(own.length === 0 ? [] : [`those of ${told(own)} whom it leaves out`]),
    ...(open.length > 0 && mayBeExclusiveNow("authorizedObjects", olds, news) ? [othersWords(olds)] : []),
  ];
  if (whom.length === 0) return [];
  const names = open.map((name) => `\`${name}\``).join(", ");
  return [`${people} ${names}: may take the access to pool ${String(olds.poolName)} from ${whom.join(", and from ")}`];
}

function othersWords({ undeclaredAuthorizedObjects }: Plain): string {
  const ids = listed(undeclaredAuthorizedObjects);
  return `whoever others have let in (\`exclusive\`${ids.length === 0 ? "" : `; when last read ${told(ids)}`})`;
}

function rebuildWords(olds: Plain, news: Plain): string[] {
  const handleType = handleTypeOf(news, "imageId");
  if (!mayRebuild(olds, news) || handleType === "ONLY_FOR_EXPAND") return [];
  const idle = handleType === "FOR_EXPAND_AND_IDLE" ? " that nobody uses" : "";
  return [
    `${data} \`imageId\` with \`rebuild\`. If it turns out to be another one than ${String(olds.imageId)}, the system disks of the ${countedDesktops(Number(olds.desktopCount))} of pool ${String(olds.poolName)} (when last read)${idle} are made anew, and what is on them is lost; data disks stay`,
  ];
}

/** The consents to a replacement stand in the state. */
function replacementWords(olds: Plain, news: Plain): string[] {
  const fixed = ofTheCreation.filter(({ path }) => path !== "productId" && hasUnknown(valueAt(news, path)));
  if (fixed.length === 0 || !isConsented(olds) || news.adopt !== undefined) return [];
  return [
    `${data} ${fixed.map(({ path }) => `\`${path}\``).join(", ")}. If it turns out another one than before, desktop pool ${String(olds.poolName)} goes with its ${countedDesktops(Number(olds.desktopCount))} and all their disks, and a new, EMPTY pool is made: \`allowReplace\` and \`forceDestroy\` allow it`,
  ];
}
