/** The codes of the gateway before every service (`APIGW.…`; a dedicated gateway writes `APIG.…` with the same numbers). */
import type { CodeTable } from "./known-code.ts";

const table = "https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-errorcode.html";
const signing = "https://support.huaweicloud.com/intl/en-us/devg-apisign/api-sign-0001.html";
const arrears = "https://support.huaweicloud.com/intl/live_faq/live_08_0169.html";
const throttling = "https://support.huaweicloud.com/intl/en-us/oce_faq/en-us_topic_0000001887959462.html";

const report = "It is a fault on Huawei's side: try again later, and if it stays, report the request id.";
const credentials =
  "Check the credentials and their region, this machine's clock (15 minutes of difference are refused), and that the account owes nothing: an account in arrears is refused in this way too.";

export const gatewayCodes = {
  "APIGW.0101": {
    statuses: [404],
    cause: "The gateway has no such API: it is not published in this region, or the address is not Workspace's.",
    advice:
      "Check region and endpoint; where they are right, this region has not published the call, and those that it has go on working.",
    source: table,
    kind: "not_published",
  },
  "APIGW.0103": {
    statuses: [404, 500],
    cause: "The gateway found no service behind the API.",
    advice: report,
    source: table,
  },
  "APIGW.0104": {
    statuses: [400, 500],
    cause: "The gateway found no settings for its plug-ins.",
    advice: report,
    source: table,
  },
  "APIGW.0105": {
    statuses: [400, 500],
    cause: "The gateway found no settings for the service behind it.",
    advice: report,
    source: table,
  },
  "APIGW.0106": {
    statuses: [400],
    cause: "The gateway could not put the request together for the service.",
    advice: report,
    source: table,
  },
  "APIGW.0201": {
    statuses: [400, 413, 414, 494, 502, 504],
    cause:
      "The gateway could not take the request (400), or found body (413, over 12 MB), address (414) or headers (494) too large, or got no answer from the service in time (502, 504).",
    advice:
      "For a 502 or 504 try again later; for the others report the request id, since this package keeps to the limits.",
    source: table,
  },
  "APIGW.0301": {
    statuses: [401],
    cause: "The signature or the token was not accepted.",
    advice: credentials,
    source: `${table}; ${signing}; ${arrears}`,
  },
  "APIGW.0302": {
    statuses: [403],
    cause: "The gateway does not let this IAM user call the API; the service never saw the request.",
    advice: "If the user has the permission, see whether an allow list of the account keeps this user out.",
    source: table,
    lacks: "permission",
  },
  "APIGW.0303": {
    statuses: [401],
    cause: "The gateway took the request for one of an app and did not accept its signature.",
    advice: credentials,
    source: table,
  },
  "APIGW.0304": {
    statuses: [403],
    cause: "The app may not call the API.",
    advice: "Use the keys of an IAM user, not of an app.",
    source: table,
  },
  "APIGW.0305": {
    statuses: [401],
    cause: "What the request proves itself with is not right.",
    advice: credentials,
    source: table,
  },
  "APIGW.0306": {
    statuses: [403],
    cause: "Access to the API is not allowed.",
    advice: "Check the user's permissions in IAM.",
    source: table,
    lacks: "permission",
  },
  "APIGW.0307": {
    statuses: [401],
    cause: "The token has to be renewed, or is of another region.",
    advice: "Get a new token from IAM in the region of the endpoint.",
    source: table,
  },
  "APIGW.0308": {
    statuses: [429],
    cause: "Too many requests in a time: the limit of the user or of the API is reached.",
    advice:
      "Lower `maxRequestsPerSecond`, and see what else asks with the same user; the limits themselves cannot be raised.",
    source: `${table}; ${throttling}`,
  },
  "APIGW.0310": {
    statuses: [403],
    cause: "The project cannot be used at present.",
    advice: "See in the console whether the project is frozen, or name another one (`projectId`).",
    source: table,
  },
  "APIGW.0311": {
    statuses: [401],
    cause: "The gateway's debugging did not accept the request.",
    advice: report,
    source: table,
  },
  "APIGW.0401": {
    statuses: [403],
    cause: "The gateway cannot tell the address of this machine.",
    advice: report,
    source: table,
  },
  "APIGW.0402": {
    statuses: [403],
    cause: "The address of this machine is not allowed.",
    advice: "See the account's list of allowed addresses (IAM, access control), or ask from another network.",
    source: table,
  },
  "APIGW.0404": {
    statuses: [403],
    cause: "The gateway may not reach the service behind it.",
    advice: report,
    source: table,
  },
  "APIGW.0501": {
    statuses: [405],
    cause: "The app's quota of calls is used up.",
    advice: "Use the keys of an IAM user, not of an app.",
    source: table,
  },
  "APIGW.0502": {
    statuses: [405],
    cause: "The caller is frozen, mostly because the account has no money left.",
    advice: "Top up the account in the console (Billing Center), then run the command again.",
    source: table,
  },
  "APIGW.0601": { statuses: [500], cause: "The gateway failed.", advice: report, source: table },
  "APIGW.0602": {
    statuses: [400],
    cause: "The gateway found the request invalid.",
    advice: "Check the endpoint; if it is right, report the request id.",
    source: table,
  },
  "APIGW.0605": {
    statuses: [500],
    cause: "The gateway could not resolve the name of the service behind it.",
    advice: report,
    source: table,
  },
  "APIGW.0606": {
    statuses: [500],
    cause: "The gateway has not loaded the settings of the API.",
    advice: report,
    source: table,
  },
  "APIGW.0607": {
    statuses: [400],
    cause: "The API does not take this protocol.",
    advice: "Write `https://` in the endpoint.",
    source: table,
  },
  "APIGW.0608": {
    statuses: [500],
    cause: "The gateway could not learn whose project this is.",
    advice: report,
    source: table,
  },
  "APIGW.0609": {
    statuses: [500],
    cause: "The gateway does not find the service in its network.",
    advice: report,
    source: table,
  },
  "APIGW.0610": { statuses: [502], cause: "No server of the service is available.", advice: report, source: table },
  "APIGW.0611": {
    statuses: [500],
    cause: "The gateway does not find the port of the service.",
    advice: report,
    source: table,
  },
  "APIGW.0612": { statuses: [500], cause: "The API called itself.", advice: report, source: table },
  "APIGW.0613": { statuses: [503], cause: "IAM cannot be reached by the gateway.", advice: report, source: table },
  "APIGW.0705": {
    statuses: [500],
    cause: "The gateway could not sign its request to the service.",
    advice: report,
    source: table,
  },
  "APIGW.0801": {
    statuses: [403],
    cause: "The service is not available in this region.",
    advice: "Name a region that has Workspace.",
    source: table,
  },
  "APIGW.0802": {
    statuses: [403],
    cause: "This IAM user may not work in this region.",
    advice: "Ask the account's administrator to allow the region, or name another one.",
    source: table,
  },
} as const satisfies CodeTable;
