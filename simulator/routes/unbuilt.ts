// Calls the Workspace service has and this simulator does not play. They are told apart from calls that nobody has.

import Type from "typebox";
import { refuse } from "../model/refusal.ts";
import { defineRoute, type Method, type Route } from "./route.ts";

interface UnbuiltRoute {
  readonly operation: string;
  readonly method: Method;
  readonly path: string;
}

const pools = "/v2/:projectId/desktop-pools";
const pool = `${pools}/:poolId`;
const desktops = "/v2/:projectId/desktops";

const unbuilt: readonly UnbuiltRoute[] = [
  { operation: "ResizeDesktopPool", method: "POST", path: `${pool}/resize` },
  { operation: "RebuildDesktopPool", method: "POST", path: `${pool}/rebuild` },
  { operation: "ExecuteDesktopPoolAction", method: "POST", path: `${pool}/action` },
  { operation: "SendDesktopPoolNotifications", method: "POST", path: `${pool}/notifications` },
  { operation: "ListDesktopPoolStatisticsByUsers", method: "GET", path: `${pools}/statistics/by-users` },
  { operation: "ListDesktopPoolScriptTasks", method: "GET", path: `${pool}/script-execution-tasks` },
  { operation: "ExecuteDesktopPoolScript", method: "POST", path: `${pool}/script-executions` },
  {
    operation: "CreateDesktopPoolChangeOrder",
    method: "POST",
    path: "/v2/:projectId/desktop-pool/periodic/change/order",
  },
  { operation: "InquireAddVolume", method: "POST", path: "/v2/:projectId/desktop-pool/periodic/inquiry/:what" },
  { operation: "CreateDesktop", method: "POST", path: desktops },
  { operation: "ListDesktopsDetail", method: "GET", path: `${desktops}/detail` },
  { operation: "ShowDesktopDetail", method: "GET", path: `${desktops}/:desktopId` },
  { operation: "AddDesktopVolumes", method: "POST", path: `${desktops}/:desktopId/volumes` },
  { operation: "ExecuteDesktopAction", method: "POST", path: `${desktops}/action` },
  { operation: "AddVolumes", method: "POST", path: "/v2/:projectId/volumes" },
  { operation: "ExpandVolumes", method: "POST", path: "/v2/:projectId/volumes/expand" },
  { operation: "ModifyVolumesQos", method: "PUT", path: "/v2/:projectId/volumes/batch-modify-qos" },
  { operation: "ListVolumeProducts", method: "GET", path: "/v2/:projectId/volume/products" },
  { operation: "ListQuotas", method: "GET", path: "/v2/:projectId/quotas" },
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
