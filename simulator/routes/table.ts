// All routes of the service, in one list.

import { desktopRoutes } from "./desktops.ts";
import { iamRoutes } from "./iam.ts";
import { jobRoutes } from "./jobs.ts";
import { poolDesktopRoutes } from "./poolDesktops.ts";
import { poolDiskRoutes } from "./poolDisks.ts";
import { poolRoutes } from "./pools.ts";
import type { Route } from "./route.ts";
import { unbuiltRoutes } from "./unbuilt.ts";
import { userRoutes } from "./users.ts";

export const routes: readonly Route[] = [
  ...iamRoutes,
  ...poolRoutes,
  ...poolDiskRoutes,
  ...poolDesktopRoutes,
  ...userRoutes,
  ...desktopRoutes,
  ...jobRoutes,
  ...unbuiltRoutes,
];
