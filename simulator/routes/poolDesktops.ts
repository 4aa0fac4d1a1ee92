// The desktops of a pool, and how many of them differ from it.

import { countDifferences } from "../model/differences.ts";
import { findPool } from "../model/find.ts";
import { InconsistentStatics, PoolDesktopList } from "../schemas/answers/desktops.ts";
import { ListPoolDesktopsQuery } from "../schemas/desktops.ts";
import { page, valuesOf } from "../schemas/query.ts";
import { desktopMatches } from "./desktopFilter.ts";
import { differenceWords, poolDesktop } from "./desktopWire.ts";
import { defineRoute, ok, poolId, type Route } from "./route.ts";

const path = "/v2/:projectId/desktop-pools/:poolId";
const access = "project";

export const poolDesktopRoutes: readonly Route[] = [
  defineRoute({
    operation: "ListPoolDesktopsDetail",
    method: "GET",
    path: `${path}/desktops`,
    access,
    query: ListPoolDesktopsQuery,
    answer: PoolDesktopList,
    handle(call) {
      const { world, query } = call;
      const pool = findPool(world, poolId(call));
      const kinds = valuesOf(query.inconsistent_type);
      const found = [...pool.desktops.values()].filter(
        (desktop) =>
          desktopMatches(pool, desktop, query) &&
          (!kinds || differenceWords(pool, desktop).some((word) => kinds.includes(word))),
      );
      const prepaid = pool.chargingMode === "0";
      return ok({
        pool_desktops: page(found, query, 10).map((desktop) => poolDesktop(world, pool, desktop)),
        total_count: found.length,
        on_demand_desktops_num: prepaid ? 0 : found.length,
        period_desktops_num: prepaid ? found.length : 0,
      });
    },
  }),
  defineRoute({
    operation: "ListInconsistentStatics",
    method: "GET",
    path: `${path}/inconsistent-statics`,
    access,
    answer: InconsistentStatics,
    handle(call) {
      const { product, image, diskNumber, diskSize } = countDifferences(findPool(call.world, poolId(call)));
      return ok({ product_id: product, image_id: image, disk_num: diskNumber, disk_size: diskSize });
    },
  }),
];
