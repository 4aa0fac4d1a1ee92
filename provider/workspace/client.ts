/** The client: one method for each API call, named as the API names it. The calls stand in `calls/`, by what they are about. */
import { authorizedObjectCalls } from "./calls/authorized-objects.ts";
import { desktopVolumeCalls } from "./calls/desktop-volumes.ts";
import { desktopCalls } from "./calls/desktops.ts";
import { jobCalls } from "./calls/jobs.ts";
import { notificationCalls } from "./calls/notifications.ts";
import { poolDesktopCalls } from "./calls/pool-desktops.ts";
import { poolVolumeCalls } from "./calls/pool-volumes.ts";
import { poolCalls } from "./calls/pools.ts";
import { projectCalls } from "./calls/project.ts";
import { createSending } from "./calls/sending.ts";
import { pathId } from "./calls/within-limits.ts";
import type { Clock } from "./clock.ts";
import type { Requests } from "./requests/requests.ts";
import type { ServerTime } from "./requests/server-time.ts";
import type { Place, WorkspaceService } from "./service.ts";

export interface ClientParts {
  readonly place: Place;
  readonly endpoint: string;
  readonly clock: Clock;
  readonly random?: () => number;
  readonly serverTime: Pick<ServerTime, "now">;
  readonly requests: Requests;
}

export function createWorkspaceClient(parts: ClientParts): WorkspaceService {
  const { place, endpoint, clock, random = Math.random, serverTime, requests } = parts;
  const sending = createSending(requests, `/v2/${pathId(place.projectId)}`);
  return {
    place,
    endpoint,
    clock,
    random,
    serverNow: () => serverTime.now(),
    ...poolCalls(sending),
    ...authorizedObjectCalls(sending),
    ...poolVolumeCalls(sending),
    ...poolDesktopCalls(sending),
    ...desktopCalls(sending),
    ...desktopVolumeCalls(sending),
    ...notificationCalls(sending),
    ...jobCalls(sending),
    ...projectCalls(sending),
  };
}
