/** The codes of Workspace itself (`WKS.…`). Its tables are long and were seen in part; what is not here is told as the service told it. */
import type { CodeTable } from "./known-code.ts";

const table = "https://support.huaweicloud.com/intl/en-us/api-workspace/ErrorCode.html";
const applications = "https://support.huaweicloud.com/intl/en-us/api-workspace/ErrorCode_0.html";
const chineseTable = "https://support.huaweicloud.com/api-workspace/ErrorCode.html (seen as excerpts)";
const terraform = "terraform-provider-huaweicloud @a0345b8d, huaweicloud/services/workspace/";

const inside =
  "Another service of Huawei's failed behind Workspace. Try again later; if it stays, report the request id.";
const open =
  "Open Workspace in this project in the console, or check region and project id: pools of another project are not found here.";
const quota = "Ask the account's administrator for a larger quota, or remove what is no longer used.";

export const workspaceCodes = {
  "WKS.0001": {
    statuses: [400],
    cause: "The request arrived empty; for a pool's detail it was also seen to mean that the pool does not exist.",
    advice: "Run `pulumi refresh`: it looks whether the pool is still in the list.",
    source: `${table}; ${terraform}resource_huaweicloud_workspace_desktop_pool.go`,
  },
  "WKS.0005": {
    statuses: [500],
    cause: "Workspace could not call the service of the virtual machines (ECS).",
    advice: inside,
    source: chineseTable,
  },
  "WKS.0009": {
    statuses: [500],
    cause: "Workspace could not call the service of identities (IAM).",
    advice: inside,
    source: chineseTable,
  },
  "WKS.0202": {
    statuses: [404, 500],
    cause: "The resource does not exist.",
    advice: "Run `pulumi refresh` to see what is still there, then `pulumi up`.",
    source: `${terraform} (organizational units, with status 500)`,
  },
  "WKS.0407": {
    statuses: [400],
    cause: "Disks are being added already; the service wants up to five minutes between two additions.",
    advice: "Run `pulumi up` again later; a longer timeout lets it wait by itself.",
    source: `${terraform}resource_huaweicloud_workspace_desktop.go`,
  },
  "WKS.0915": {
    statuses: [404, 500],
    cause: "The resource does not exist.",
    advice: "Run `pulumi refresh` to see what is still there, then `pulumi up`.",
    source: `${terraform} (organizational units, with status 500)`,
  },
  "WKS.00000003": {
    statuses: [500],
    cause: "The service could not read how far the opening of Workspace in this project has come.",
    advice:
      "If the opening failed and there is nothing in Workspace yet, cancel the service in the console and open it again; else report the request id.",
    source: chineseTable,
  },
  "WKS.00010029": {
    statuses: [500],
    cause: "Workspace could not call the service of NAT gateways.",
    advice: inside,
    source: chineseTable,
  },
  "WKS.00010032": {
    statuses: [409],
    cause: "The present state of a desktop or of the pool does not allow this; mostly another job is under way.",
    advice:
      "Run `pulumi up` again when the other work has ended; a longer timeout lets it wait by itself. If the service names a desktop that is stopped, in ERROR or `deleteFailed`, waiting does not help: start it, or repair or delete it, first.",
    source: `${terraform}resource_huaweicloud_workspace_desktop_pool.go`,
  },
  "WKS.00010099": {
    statuses: [400, 403],
    cause: "Workspace is switched off in this project.",
    advice: open,
    source: `${terraform} (organizational units, with status 403)`,
    kind: "not_open",
  },
  "WKS.00010109": {
    statuses: [200],
    cause: "A desktop was to have a name of its own, and the name is empty.",
    advice: "Give the pool a name policy, or another one (`desktopNamePolicyId`).",
    source: table,
  },
  "WKS.00010110": {
    statuses: [200],
    cause: "A desktop got no valid IP address.",
    advice: "Check that the subnet has free addresses and that DHCP is on in it.",
    source: table,
  },
  "WKS.00010306": {
    statuses: [200],
    cause: "Self-service backup can be set only for desktops of an OpenStack platform.",
    advice: "It is not for these desktops; leave it as it is.",
    source: table,
  },
  "WKS.00010315": {
    statuses: [200],
    cause: "This desktop does not take the setting for self-service backup.",
    advice: "It is not for this desktop; leave it as it is.",
    source: table,
  },
  "WKS.00010321": {
    statuses: [200],
    cause: "The service could not write the setting for self-service backup into its database.",
    advice: "Try again later; if it stays, report the request id.",
    source: table,
  },
  "WKS.00081101": {
    statuses: [409],
    cause: "A policy group of this name exists.",
    advice: "Take another name.",
    source: applications,
  },
  "WKS.00081102": {
    statuses: [403],
    cause: "This is the basic policy group, which cannot be deleted.",
    advice: "Leave it.",
    source: applications,
  },
  "WKS.00081103": {
    statuses: [404],
    cause: "There is no policy template with this id.",
    advice: "Check the id and the project.",
    source: applications,
  },
  "WKS.00081104": {
    statuses: [404],
    cause: "There is no policy group with this id.",
    advice: "Check the id and the project.",
    source: applications,
  },
  "WKS.00081105": {
    statuses: [403],
    cause: "The project has as many policy groups as it may have.",
    advice: quota,
    source: applications,
  },
  "WKS.00131104": {
    statuses: [400],
    cause: "The project has as many application groups as it may have.",
    advice: quota,
    source: applications,
  },
  "WKS.00131105": {
    statuses: [400],
    cause: "A server group of shared desktops may belong to one application group only.",
    advice: "Take the server group out of the other application group first.",
    source: applications,
  },
  "WKS.00170117": {
    statuses: [400, 404],
    cause: "Workspace does not know this project as a customer: it was never opened there.",
    advice: open,
    source: `${terraform}resource_huaweicloud_workspace_user_group.go`,
    kind: "not_open",
  },
  "WKS.00170208": {
    statuses: [400],
    cause: "There is no such user group.",
    advice: "Check the ids under `authorizedObjects`.",
    source: `${terraform}resource_huaweicloud_workspace_user_group.go`,
  },
  "WKS.00170312": {
    statuses: [400, 404],
    cause: "Workspace does not know this project as a customer: it was never opened there.",
    advice: open,
    source: `${terraform}resource_huaweicloud_workspace_user.go`,
    kind: "not_open",
  },
} as const satisfies CodeTable;
