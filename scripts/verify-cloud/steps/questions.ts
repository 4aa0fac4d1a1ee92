// Who we are, and questions whose answer costs nothing.

import { randomUUID } from "node:crypto";
import { wordsOf } from "../cloud.ts";
import { listAt, textAt } from "../json.ts";
import { judgeAnswer, need, type Step, type Visit } from "../visit.ts";

export const enter: Step = {
  title: "find the project, and ask IAM for a token if a user, a password and a domain are set",
  calls: ["GET iam /v3/projects?name={region}", "POST iam /v3/auth/tokens (only with a user)"],
  lines: ["projects-by-name", "token-201", "token-in-header", "token-tells-project", "token-day"],
  async run(visit) {
    await findProject(visit);
    await askForToken(visit);
  },
};

async function findProject({ cloud, settings, verdicts }: Visit): Promise<void> {
  if (settings.project) return;
  const query = { name: settings.region };
  const reply = need(await cloud.send({ whole: "iam", method: "GET", path: "/v3/projects", query }), "GET projects");
  const projects = listAt(reply.body, "projects");
  verdicts.judge("projects-by-name", projects.length === 1, `${projects.length} projects`);
  cloud.enter(textAt(projects[0], "id"));
}

async function askForToken({ cloud, settings, verdicts }: Visit): Promise<void> {
  if (!settings.login) return;
  const { user, password, domain } = settings.login;
  const identity = { methods: ["password"], password: { user: { name: user, password, domain: { name: domain } } } };
  const body = { auth: { identity, scope: { project: { name: settings.region } } } };
  const reply = await cloud.send({ whole: "iam", method: "POST", path: "/v3/auth/tokens", body, unsigned: true });
  const token = reply.headers.get("x-subject-token");
  verdicts.judge("token-201", reply.status === 201, String(reply.status));
  if (reply.status !== 201) return;
  verdicts.judge("token-in-header", token !== null && !reply.text.includes(token), "X-Subject-Token");
  const project = textAt(reply.body, "token", "project", "id");
  verdicts.judge("token-tells-project", project !== "", project === "" ? "no project" : "a project id");
  const [from, until] = ["issued_at", "expires_at"].map((name) => Date.parse(textAt(reply.body, "token", name)));
  const hours = ((until ?? Number.NaN) - (from ?? Number.NaN)) / 3_600_000;
  verdicts.judge("token-day", hours === 24, `${hours} hours`);
}

export const ask: Step = {
  title: "ask for what is not there, and for more than is given",
  calls: [
    "GET /desktop-pools, unsigned",
    "GET /desktop-pools?name={a name nobody has}",
    "GET /desktop-pools?limit=1001",
    "GET /desktop-pools/{unknown}",
    "GET /workspace-jobs/{unknown}",
    "GET /workspace-sub-jobs without job_id and job_type",
    "GET /desktops-pools",
  ],
  lines: [
    "unsigned-401",
    "pools-list-empty",
    "pools-limit-1000",
    "pool-gone-404",
    "job-unknown-404",
    "sub-jobs-need-job-or-type",
    "unknown-path-404",
    "error-body",
    "request-id-header",
  ],
  async run(visit) {
    const { cloud, settings, verdicts } = visit;
    const get = (path: string, query = {}) => cloud.send({ method: "GET", path, query });
    const unsigned = await cloud.send({ method: "GET", path: "/desktop-pools", unsigned: true });
    judgeAnswer(visit, "unsigned-401", unsigned, { status: 401 });
    const none = need(await get("/desktop-pools", { name: settings.pool.name }), "GET desktop-pools");
    verdicts.judge("pools-list-empty", listAt(none.body, "desktop_pools").length === 0, wordsOf(none));
    verdicts.judge("request-id-header", none.headers.has("x-request-id"), [...none.headers.keys()].join(", "));
    const refusals = [
      ["pools-limit-1000", 400, await get("/desktop-pools", { limit: 1001 })],
      ["pool-gone-404", 404, await get(`/desktop-pools/${randomUUID()}`)],
      ["job-unknown-404", 404, await get(`/workspace-jobs/${randomUUID()}`)],
      ["sub-jobs-need-job-or-type", 400, await get("/workspace-sub-jobs")],
    ] as const;
    for (const [id, status, reply] of refusals) {
      judgeAnswer(visit, id, reply, { status });
      const told = textAt(reply.body, "error_code") !== "" && textAt(reply.body, "error_msg") !== "";
      if (reply.status >= 400) verdicts.judge("error-body", told, wordsOf(reply));
    }
    judgeAnswer(visit, "unknown-path-404", await get("/desktops-pools"), { status: 404, code: "APIGW.0101" });
  },
};
