/** The codes of IAM (`IAM.…`, and the four numbers of its older calls) that a token, a temporary key or a project can meet. */
import type { CodeTable } from "./known-code.ts";

const table = "https://support.huaweicloud.com/intl/en-us/api-iam/iam_02_0006.html";

const names = "Check user, password and account (domain) name, and that the endpoint of IAM is of the right region.";
const newKey =
  "Make a new access key in the console (My Credentials), and give it in HW_ACCESS_KEY and HW_SECRET_KEY or in the profile.";
const administrator = "Ask the account's security administrator.";
const ours = "Report it with the request id: this package should not send such a request.";
const later = "Try again later; if it stays, report the request id.";

export const iamCodes = {
  "IAM.0001": { statuses: [401], cause: "IAM did not accept who asks.", advice: names, source: table },
  "IAM.0002": {
    statuses: [403],
    cause: "The user may not do this.",
    advice: "Grant the permission in IAM.",
    source: table,
    lacks: "action",
  },
  "IAM.0003": {
    statuses: [403],
    cause: "The user's policy does not allow the action.",
    advice: "Grant the action in IAM.",
    source: table,
    lacks: "action",
  },
  "IAM.0004": {
    statuses: [404],
    cause: "IAM does not find what is asked for: a project, a user, an agency.",
    advice: "Check the names and ids, and the region.",
    source: table,
  },
  "IAM.0005": {
    statuses: [409],
    cause: "What is to be stored conflicts with what is there.",
    advice: later,
    source: table,
  },
  "IAM.0006": { statuses: [500], cause: "IAM failed.", advice: later, source: table },
  "IAM.0007": { statuses: [400], cause: "A parameter of the request is not valid.", advice: names, source: table },
  "IAM.0009": {
    statuses: [400],
    cause: "The token that was asked about is not valid.",
    advice: "Get a new token.",
    source: table,
  },
  "IAM.0011": { statuses: [400], cause: "The body of the request is not valid.", advice: names, source: table },
  "IAM.0012": {
    statuses: [429],
    cause: "Too many requests to IAM in a time.",
    advice: "Wait a minute; programs that run side by side with the same user share the limit.",
    source: table,
  },
  "IAM.0020": {
    statuses: [410],
    cause: "IAM of this region has moved its work to another region for now.",
    advice: later,
    source: table,
  },
  "IAM.0061": {
    statuses: [401],
    cause: "The user is locked after too many wrong passwords.",
    advice: "Wait until the lock ends, then give the right password.",
    source: table,
  },
  "IAM.0062": {
    statuses: [401],
    cause: "The password is wrong.",
    advice: "Check HW_USER_PASSWORD; more wrong tries lock the user.",
    source: table,
  },
  "IAM.0063": { statuses: [401], cause: "The token was not accepted.", advice: "Get a new token.", source: table },
  "IAM.0064": {
    statuses: [401],
    cause: "The token's user lacks the permission.",
    advice: "Grant the permission in IAM.",
    source: table,
  },
  "IAM.0066": {
    statuses: [401],
    cause: "The token has ended.",
    advice: "Get a new token (they last 24 hours at most).",
    source: table,
  },
  "IAM.0067": {
    statuses: [401],
    cause: "The token is not valid.",
    advice: "Get a new token, from IAM of the region it is used in.",
    source: table,
  },
  "IAM.0072": { statuses: [400], cause: "A field is missing in the request.", advice: ours, source: table },
  "IAM.0073": { statuses: [400], cause: "A field of the request is not valid.", advice: ours, source: table },
  "IAM.0080": {
    statuses: [403],
    cause: "The user of the access key is disabled.",
    advice: administrator,
    source: table,
  },
  "IAM.0081": {
    statuses: [403],
    cause: "The user may use the console only, not the API.",
    advice: "Ask the account's security administrator for programmatic access.",
    source: table,
  },
  "IAM.0082": { statuses: [403], cause: "The user is disabled.", advice: administrator, source: table },
  "IAM.0083": {
    statuses: [403],
    cause: "The account may not use this private region.",
    advice: "Name another region, or ask who runs this one.",
    source: table,
  },
  "IAM.1104": { statuses: [400], cause: "The access key is blocked.", advice: newKey, source: table },
  "IAM.1105": { statuses: [400], cause: "The access key has ended.", advice: newKey, source: table },
  "IAM.1106": { statuses: [400], cause: "The access key belongs to no user.", advice: newKey, source: table },
  "IAM.1107": {
    statuses: [400],
    cause: "The access key is switched off.",
    advice: "Switch it on in the console (My Credentials), or give another one.",
    source: table,
  },
  "IAM.1108": {
    statuses: [400],
    cause: "The temporary access key has ended.",
    advice: "Get new temporary keys: access key, secret key and security token belong together.",
    source: table,
  },
  "IAM.1109": {
    statuses: [400],
    cause: "IAM does not find the project.",
    advice: "Check `projectId` and region.",
    source: table,
  },
  "1100": { statuses: [400], cause: "A mandatory parameter is missing.", advice: ours, source: table },
  "1101": { statuses: [400], cause: "The user name is not valid.", advice: "Check HW_USER_NAME.", source: table },
  "1103": {
    statuses: [400],
    cause: "The password is wrong.",
    advice: "Check HW_USER_PASSWORD; more wrong tries lock the user.",
    source: table,
  },
} as const satisfies CodeTable;
