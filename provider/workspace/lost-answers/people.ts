/** Who may use a pool, and messages to them. A change of users is done at once and shows; a message shows only in its job. */
import type { Until, WorkspaceService } from "../service.ts";
import type { AuthorizedObject, AuthorizedObjectsChange } from "../types.ts";
import { isAbout } from "./desktops.ts";
import { type Effect, nothingMore, onPool, thereWhen, unlisted } from "./on-pool.ts";
import type { Change } from "./send-once.ts";
import { judge } from "./trace.ts";

export function changingUsers(service: WorkspaceService, change: AuthorizedObjectsChange): Change<undefined> {
  const { poolId, action, objects } = change;
  return {
    what: `${action} of ${objects.length === 1 ? "1 user" : `${objects.length} users`} of pool ${poolId}`,
    send: async (until) => {
      await service.createDesktopPoolAuthorizedObjects(change, until);
      return undefined;
    },
    before: nothingMore,
    shows: async (_before, until) => {
      const there = await service.listDesktopPoolAuthorizedObjects(poolId, until);
      return judge({ jobs: undefined, ...thereWhen(objects.every((object) => isSo(action, object, there))) });
    },
  };
}

function isSo(
  action: AuthorizedObjectsChange["action"],
  { objectId, userGroup }: AuthorizedObject,
  there: readonly AuthorizedObject[],
): boolean {
  const found = there.find((object) => object.objectId === objectId);
  if (action === "REMOVE") return found === undefined;
  // Nobody's privilege is changed who is not there.
  if (action === "CHANGE_PRIVILEGE") return found === undefined || found.userGroup === userGroup;
  return found !== undefined;
}

/** On no list of the pages: seen in the simulator only. */
const messageJobs = ["sendNotifications"];

export function notifyingPool(
  service: WorkspaceService,
  message: { readonly poolId: string; readonly notifications: string },
) {
  return notifying(service, message, {
    send: (until) => service.sendDesktopPoolNotifications(message, until),
    fits: () => true,
  });
}

export function notifyingDesktops(
  service: WorkspaceService,
  {
    poolId,
    ...message
  }: { readonly poolId: string; readonly desktopIds: readonly string[]; readonly notifications: string },
) {
  return notifying(
    service,
    { poolId },
    {
      send: (until) => service.sendNotifications(message, until),
      fits: isAbout(new Set(message.desktopIds)),
    },
  );
}

interface Notifying {
  readonly send: (until: Until) => Promise<{ readonly jobId: string }>;
  readonly fits: ReturnType<typeof isAbout>;
}

/** Messages keep no pool busy: without a list that tells of them nobody can say whether one was shown, and two are worse than one. */
function notifying(service: WorkspaceService, { poolId }: { readonly poolId: string }, { send, fits }: Notifying) {
  return onPool(service, {
    what: `telling the users of pool ${poolId}`,
    poolId,
    jobTypes: messageJobs,
    send,
    also: nothingMore,
    fits,
    effect: (seen): Effect => ({
      effect: "invisible",
      isBusy: false,
      ...unlisted(seen, { isDocumented: false }),
    }),
  });
}
