// The people and groups that may use a pool.

import { findPool } from "../model/find.ts";
import { codes, refuse } from "../model/refusal.ts";
import { changeUsers } from "../model/users.ts";
import type { World } from "../model/world.ts";
import { NoBody } from "../schemas/answers/shared.ts";
import { UserList } from "../schemas/answers/users.ts";
import { ListUsersQuery, UsersBody } from "../schemas/pools.ts";
import { page } from "../schemas/query.ts";
import { defineRoute, ok, poolId, type Route } from "./route.ts";

const path = "/v2/:projectId/desktop-pools/:poolId/users";
const access = "project";

export const userRoutes: readonly Route[] = [
  defineRoute({
    operation: "ListDesktopPoolAuthorizedObjects",
    method: "GET",
    path,
    access,
    query: ListUsersQuery,
    answer: UserList,
    handle(call) {
      const { world, query } = call;
      assertPublished(world);
      const { users } = findPool(world, poolId(call));
      const objects = page(users, query, 10).map(({ object, addedAt }) => ({
        ...object,
        created_at: new Date(addedAt).toISOString(),
      }));
      return ok({ objects, total_count: users.length });
    },
  }),
  defineRoute({
    operation: "CreateDesktopPoolAuthorizedObjects",
    method: "POST",
    path,
    access,
    body: UsersBody,
    answer: NoBody,
    success: [204, 200],
    handle(call) {
      const { world, author, body } = call;
      assertPublished(world);
      changeUsers(world, { author }, findPool(world, poolId(call)), body);
      return { status: Number(world.dialects("users-status")) };
    },
  }),
];

function assertPublished(world: World): void {
  if (world.dialects("users-published") === "yes") return;
  throw refuse(404, codes.apiNotPublished, "the API does not exist or has not been published in the environment");
}
