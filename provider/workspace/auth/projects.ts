/** The project of a region, for those who gave only the region. */
import { z } from "zod";
import { workspaceError } from "../errors.ts";
import { type Answer, type Call, misfitError } from "../requests/answers.ts";
import type { Requests } from "../requests/requests.ts";
import type { Until } from "../service.ts";
import { notAdmitted } from "./refusal.ts";

const projectsSchema = z.object({
  projects: z.array(z.object({ id: z.string().min(1), name: z.string().optional() })),
});

/**
 * GET /v3/projects?name=NAME: exactly one match is demanded, or another tenant's disks could be the ones that go. The name is
 * the region's, or that of a sub-project (`ap-southeast-1_team`); one that only begins so is another project.
 */
export async function findProjectId(iam: Requests, name: string, until: Until): Promise<string> {
  const call: Call = {
    what: `look up the project ${name}`,
    method: "GET",
    path: "/v3/projects",
    query: [["name", name]],
    effect: "read",
    iamAction: "iam:projects:listProjects",
  };
  const answer = await admitted(iam.send(call, until));
  const parsed = projectsSchema.safeParse(answer.json);
  if (!parsed.success) throw misfitError(call, answer, "its answer holds no list of projects");
  const ids = parsed.data.projects.filter((project) => (project.name ?? name) === name).map((project) => project.id);
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return only;
  const found =
    ids.length === 0
      ? `no project of the name ${name}`
      : `${ids.length} projects of the name ${name} (${ids.join(", ")})`;
  const message = `These credentials can use ${found}; set huaweicloud:projectId or HW_PROJECT_ID to the id of the right one.`;
  throw workspaceError("configuration", message);
}

const instead = "Or set huaweicloud:projectId or HW_PROJECT_ID, and nothing is looked up.";

async function admitted(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    throw notAdmitted(error, instead);
  }
}
