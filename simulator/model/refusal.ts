// A call the service says no to: the status, the service's own code, and one sentence.

export interface Refusal extends Error {
  readonly refusal: true;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  /** Only in a 403: what was refused, in a form that only the service reads. */
  readonly authorizationMessage?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Codes as the error tables give them. No source names one for a bad parameter; WKS.0002 is our own choice. */
export const codes = {
  emptyMessage: "WKS.0001",
  badParameter: "WKS.0002",
  notFound: "WKS.0202",
  addingDisks: "WKS.0407",
  overQuota: "SIM.0430",
  orderFailed: "SIM.0431",
  conflict: "WKS.00010032",
  tenantNotFound: "WKS.00170312",
  apiNotPublished: "APIGW.0101",
  badRequest: "APIGW.0201",
  notAuthenticated: "APIGW.0301",
  notAllowed: "APIGW.0302",
  throttled: "APIGW.0308",
  serviceDisabled: "WKS.00010099",
} as const;

export function refuse(status: number, code: string, message: string, detail?: string): Refusal {
  const error = new Error(message);
  return Object.assign(error, { refusal: true as const, status, code }, detail === undefined ? {} : { detail });
}

export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && "refusal" in error && error.refusal === true;
}

export const badParameter = (message: string): Refusal => refuse(400, codes.badParameter, message);
export const conflict = (message: string): Refusal => refuse(409, codes.conflict, message);
export const notFound = (message: string): Refusal => refuse(404, codes.notFound, message);
