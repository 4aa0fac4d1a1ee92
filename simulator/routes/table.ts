// All routes of the service, in one list.

import { desktopDiskRoutes } from "./desktopDisks.ts";
import { desktopRoutes } from "./desktops.ts";
import { iamRoutes } from "./iam.ts";
import { jobRoutes } from "./jobs.ts";
import { metadataRoutes } from "./metadata.ts";
import { orderRoutes } from "./orders.ts";
import { poolDesktopRoutes } from "./poolDesktops.ts";
import { poolDiskRoutes } from "./poolDisks.ts";
import { poolOperationRoutes } from "./poolOperations.ts";
import { poolRoutes } from "./pools.ts";
import { productRoutes } from "./products.ts";
import type { Route } from "./route.ts";
import { unbuiltRoutes } from "./unbuilt.ts";
import { userRoutes } from "./users.ts";

export const routes: readonly Route[] = [
  ...iamRoutes,
  ...metadataRoutes,
  ...poolRoutes,
  ...poolDiskRoutes,
  ...poolOperationRoutes,
  ...orderRoutes,
  ...poolDesktopRoutes,
  ...userRoutes,
  ...desktopRoutes,
  ...desktopDiskRoutes,
  ...productRoutes,
  ...jobRoutes,
  ...unbuiltRoutes,
];
