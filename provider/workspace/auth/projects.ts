/** The project of a region, for those who gave only the region. */
import { z } from "zod";
import { workspaceError } from "../errors.ts";
import { type Call, misfitError } from "../requests/answers.ts";
import type { Requests } from "../requests/requests.ts";
import type { Until } from "../service.ts";

const projectsSchema = z.object({
  projects: z.array(z.object({ id: z.string().min(1), name: z.string().optional() })),
});

/** GET /v3/projects?name=REGION: exactly one match is demanded, or another tenant's disks could be the ones that go. */
export async function findProjectId(iam: Requests, region: string, until: Until): Promise<string> {
  const call: Call = {
    what: `look up the project of region ${region}`,
    method: "GET",
    path: "/v3/projects",
    query: [["name", region]],
    effect: "read",
    iamAction: "iam:projects:listProjects",
  };
  const answer = await iam.send(call, until);
  const parsed = projectsSchema.safeParse(answer.json);
  if (!parsed.success) throw misfitError(call, answer, "its answer holds no list of projects");
  const ids = parsed.data.projects.map((project) => project.id);
  const [only] = ids;
  if (only !== undefined && ids.length === 1) return only;
  const found = ids.length === 0 ? "no project" : `${ids.length} projects (${ids.join(", ")})`;
  const message = `Region ${region} has ${found} that these credentials can use; set huaweicloud:projectId or HW_PROJECT_ID to the id of the right one.`;
  throw workspaceError("configuration", message);
}
