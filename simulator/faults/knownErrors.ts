// The errors that the reference names, with the status of each.

const statuses: Readonly<Record<string, { readonly status: number; readonly message: string }>> = {
  "WKS.0001": { status: 400, message: "the request message is empty" },
  "WKS.0202": { status: 404, message: "the resource does not exist" },
  "WKS.0407": { status: 400, message: "disks are being added, try again in 5 minutes" },
  "WKS.0915": { status: 404, message: "the resource does not exist" },
  "WKS.00010032": { status: 409, message: "the operation conflicts with the present state" },
  "WKS.00010099": { status: 400, message: "the Workspace service is disabled for this project" },
  "WKS.00010109": { status: 200, message: "the operation failed" },
  "WKS.00010110": { status: 200, message: "the operation failed" },
  "WKS.00010306": { status: 200, message: "the operation failed" },
  "WKS.00010315": { status: 200, message: "the operation failed" },
  "WKS.00010321": { status: 200, message: "the operation failed" },
  "WKS.00170117": { status: 404, message: "the tenant does not exist" },
  "WKS.00170312": { status: 404, message: "the tenant does not exist" },
  "APIGW.0101": { status: 404, message: "The API does not exist or has not been published in the environment" },
  "APIGW.0103": { status: 404, message: "The backend does not exist" },
  "APIGW.0104": { status: 404, message: "The plug-ins do not exist" },
  "APIGW.0105": { status: 404, message: "The backend configuration does not exist" },
  "APIGW.0106": { status: 404, message: "The orchestration failed" },
  "APIGW.0201": { status: 400, message: "Bad request" },
  "APIGW.0301": { status: 401, message: "Incorrect IAM authentication information" },
  "APIGW.0302": { status: 403, message: "The IAM user is not allowed to access the API" },
  "APIGW.0303": { status: 401, message: "Incorrect app authentication information" },
  "APIGW.0308": {
    status: 429,
    message: "The throttling threshold has been reached: policy user, limit 100, period 1 minute",
  },
};

export const knownStatus = (code: string): number | undefined =>
  Object.hasOwn(statuses, code) ? statuses[code]?.status : undefined;

interface ErrorAsked {
  readonly code: string;
  readonly status?: number | undefined;
  readonly message?: string | undefined;
  readonly detail?: string | undefined;
  readonly encoded?: boolean | undefined;
  readonly shape?: "flat" | "nested" | undefined;
}

export function errorAnswer({ code, status, message, detail, encoded, shape }: ErrorAsked) {
  const text =
    message ??
    (Object.hasOwn(statuses, code) ? statuses[code]?.message : undefined) ??
    "the simulator was asked for this";
  const flat = {
    error_code: code,
    error_msg: text,
    ...(detail === undefined ? {} : { error_detail: detail }),
    ...(encoded ? { encoded_authorization_message: Buffer.from(`simulated: ${code}`).toString("base64") } : {}),
  };
  const body = shape === "nested" ? { error: { code, message: text } } : flat;
  return { status: status ?? knownStatus(code) ?? 400, body };
}
