// Holds an answer against what its route says it answers.

import { ErrorBody } from "../schemas/answers/errors.ts";
import { type Check, checkOf } from "../schemas/validate.ts";
import type { Route } from "./route.ts";

const checkError = checkOf(ErrorBody);
const checks = new Map<Route, Check>();

/** What is wrong with an answer, or undefined. An empty body is null here. */
export function answerFault(route: Route | undefined, status: number, body: unknown): string | undefined {
  if (status >= 400) return route?.errors ? checkOf(route.errors)(body) : checkError(body);
  if (!route) return `no route answers ${status} here`;
  if (!route.success.includes(status)) return `${status} is not among ${route.success.join(", ")}`;
  return checkFor(route)(body);
}

function checkFor(route: Route): Check {
  const check = checks.get(route) ?? checkOf(route.answer);
  checks.set(route, check);
  return check;
}
