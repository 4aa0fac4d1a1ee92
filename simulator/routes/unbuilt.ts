// Calls the Workspace service has and this simulator does not play. They are told apart from calls that nobody has.

import { refuse } from "../model/refusal.ts";
import * as Type from "../schemas/type.ts";
import { defineRoute, type Method, type Route } from "./route.ts";

interface UnbuiltRoute {
  readonly operation: string;
  readonly method: Method;
  readonly path: string;
}

const pools = "/v2/:projectId/desktop-pools";
const pool = `${pools}/:poolId`;
const desktops = "/v2/:projectId/desktops";
const inquiry = "/v2/:projectId/desktop-pool/periodic/inquiry";

const unbuilt: readonly UnbuiltRoute[] = [
  { operation: "ListDesktopPoolStatisticsByUsers", method: "GET", path: `${pools}/statistics/by-users` },
  { operation: "ListDesktopPoolScriptTasks", method: "GET", path: `${pool}/script-execution-tasks` },
  { operation: "ExecuteDesktopPoolScript", method: "POST", path: `${pool}/script-executions` },
  { operation: "EstimateDesktopPoolAddVolume", method: "POST", path: `${inquiry}/add-volume` },
  { operation: "EstimateDesktopPoolExtendVolume", method: "POST", path: `${inquiry}/extend-volume` },
  { operation: "EstimateDesktopPoolResize", method: "POST", path: `${inquiry}/resize` },
  { operation: "EstimateDesktopPoolChangeImage", method: "POST", path: `${inquiry}/change-image` },
  { operation: "CreateDesktop", method: "POST", path: desktops },
  { operation: "ExecuteDesktopAction", method: "POST", path: `${desktops}/action` },
  { operation: "ListProducts", method: "GET", path: "/v2/:projectId/products" },
  { operation: "ListAvailabilityZones", method: "GET", path: "/v2/:projectId/availability-zones" },
  { operation: "ShowWorkspace", method: "GET", path: "/v2/:projectId/workspaces" },
  { operation: "ListUsers", method: "GET", path: "/v2/:projectId/users" },
  { operation: "ListPolicyGroups", method: "GET", path: "/v2/:projectId/policy-groups" },
];

export const unbuiltRoutes: readonly Route[] = unbuilt.map((place) =>
  defineRoute({
    ...place,
    access: "project",
    // It never goes well, so there is nothing to say of that.
    answer: Type.Never(),
    success: [],
    handle() {
      throw refuse(501, "SIM.0501", `${place.operation} exists in the service, and this simulator does not play it`);
    },
  }),
);
